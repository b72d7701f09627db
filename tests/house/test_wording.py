"""What our sentences never say: no guilt, no hype, no character or term from the other side of the strait."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from pydantic import BaseModel

from bot.words import Language
from skills.checking import texts
from skills.folding import FoldTable, read_fold_table
from skills.labs.linting import texts_of
from skills.labs.shelf import read_labs
from skills.reading import SEEDS, read_seeds
from tests.house.sentences import sentences

# Nobody is behind, late, lazy or a disappointment; and nothing is a game changer.
GUILT = (
    r"overdue|fall(?:ing|s|en)? behind|lagging behind|lazy|laziness|asham\w*|shame\w*|guilt\w*|disappoint\w*"
    r"|you forgot|you failed|you missed|you should have|still haven't|still have not|don't give up|no excuses?"
    r"|last chance|poor performance|underperform\w*"
    r"|你落後|你落后|進度落後|进度落后|落後於人|落后于人|偷懶|偷懒|懶惰|懒惰|愧疚|內疚|内疚|羞愧|失望|辜負|辜负|逾期|還沒做|还没做|早就該|早就该|又忘|別忘了|别忘了"
    r"|不及格|不夠努力|不够努力|拖延|最後機會|最后机会"
)
HYPE = (
    r"game[- ]chang\w*|revolution(?:ary|i[sz]e\w*)|world[- ]class|best[- ]in[- ]class|cutting[- ]edge|bleeding[- ]edge"
    r"|supercharg\w*|unleash\w*|turbocharg\w*|rock ?stars?|ninjas?|gurus?|10x|amazing\w*|awesome|incredibl[ey]"
    r"|blazing\w*|lightning[- ]fast|magic(?:al(?:ly)?)?|effortless\w*|seamless\w*|next[- ]level|skyrocket\w*|must-have"
    r"|congratulations|superpowers?"
    r"|顛覆|颠覆|革命性|史上最|業界領先|业界领先|世界級|世界级|神器|黑科技|秒殺|秒杀|賦能|赋能|驚艷|惊艳|極致|极致|完美|無縫|无缝"
    r"|輕鬆搞定|轻松搞定|一鍵搞定|一键搞定|爆款|大神|恭喜|太棒了"
)
NEVER = re.compile(rf"(?<![a-z])(?:{GUILT}|{HYPE})(?![a-z])", re.IGNORECASE)

# Where a word of the other side's table means something else, in words that are good on this side.
FINE: dict[str, tuple[str, ...]] = {"zh-Hans": ("查资料", "没有资料"), "zh-Hant": ("鏡像站",)}
TERMS = yaml.safe_load((SEEDS / "terms.yml").read_text(encoding="utf-8"))["terms"]


def sayings(language: Language) -> Iterator[tuple[str, str]]:
    """(where, text) of every sentence we wrote in a language: in the language files and in the seeds."""
    for id_, sentence in sentences(language).items():
        yield f"{language}.ftl: {id_}", sentence.text
    seeds = read_seeds()
    files: list[tuple[str, BaseModel]] = [("sources.yml", seeds.sources)]
    for folder, of_folder in (("skills", seeds.skills), ("roles", seeds.roles), ("paths", seeds.paths)):
        files += [(f"{folder}/{id_}.yml", file) for id_, file in of_folder.items()]
    for name, file in files:
        for place, text in texts(file):
            yield f"{name}: {place}", text.in_(language)
    for lab in read_labs():
        yield f"labs/{lab.id}/lab.yml: title", lab.facts.title.in_(language)
        for place, said in texts_of(lab.words(language)):
            yield f"labs/{lab.id}/{language}.yml: {place}", said


@pytest.fixture(scope="module")
def table() -> FoldTable:
    return read_fold_table(SEEDS / "fold.json")


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
def test_nobody_is_shamed_and_nothing_is_oversold(language: Language) -> None:
    found = [f"{place}: {match[0]}" for place, text in sayings(language) if (match := NEVER.search(text))]
    assert found == []


@pytest.mark.parametrize("said", ["You are falling behind.", "A seamless, AMAZING tool", "你落後了", "无缝集成"])
def test_the_list_finds_such_words(said: str) -> None:
    assert NEVER.search(said)


def test_the_traditional_file_has_no_simplified_character(table: FoldTable) -> None:
    wrong = {
        id_: marks
        for id_, sentence in sentences("zh-Hant").items()
        if (marks := [mark for mark in sentence.text if mark in table.simplified_only])
    }
    assert wrong == {}


def test_the_simplified_file_has_no_traditional_character(table: FoldTable) -> None:
    wrong = {
        id_: marks
        for id_, sentence in sentences("zh-Hans").items()
        if (marks := [mark for mark in sentence.text if ord(mark) in table.simplified])
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "own", "other"), [("zh-Hans", "zh-Hans", "zh-Hant"), ("zh-Hant", "zh-Hant", "zh-Hans")]
)
def test_each_side_reads_its_own_terms(language: Language, own: str, other: str, table: FoldTable) -> None:
    """Compared in simplified characters; a word inside a longer one of the own side (算法 in 演算法) is no slip."""

    def plain(text: str) -> str:
        return text.translate(table.simplified)

    right = sorted({plain(row[own]) for row in TERMS} | set(map(plain, FINE[language])), key=len, reverse=True)
    wrong = [plain(row[other]) for row in TERMS if row.get("mixed") != "ok" and plain(row[other]) != plain(row[own])]
    own_words = re.compile("|".join(map(re.escape, right)))
    slips = []
    for place, text in sayings(language):
        rest = own_words.sub("□", plain(text))
        slips += [f"{place}: {term} in {text}" for term in wrong if term in rest]
    assert slips == []


def test_the_term_table_is_written_in_the_right_characters(table: FoldTable) -> None:
    for row in TERMS:
        assert not [mark for mark in row["zh-Hant"] if mark in table.simplified_only], row
        assert not [mark for mark in row["zh-Hans"] if ord(mark) in table.simplified], row
        assert row.get("mixed", "ok") == "ok", row
        assert set(row) <= {"en", "zh-Hant", "zh-Hans", "also", "mixed"}, row
    english = [row["en"] for row in TERMS]
    assert sorted(set(english)) == sorted(english)
