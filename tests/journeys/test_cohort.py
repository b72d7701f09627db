"""Five thousand people of every role, level and opinion ask for everything: each gets a lawful answer in one script."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.messages.elements import Form
from bot.messages.language import OWN_NAMES
from bot.reception import Answer, Profile, Reception
from bot.slack import draw
from bot.words import Words
from sandbox.blocks.check import message_problems, view_problems
from skills.catalogue import Catalogue
from skills.folding import FoldTable, has_chinese
from skills.library import Library
from storage.database import Database
from storage.members import Who
from storage.migrate import migrate
from tests.journeys.cohort import NOW, Somebody, people, settle
from tests.rules.slack_rules import Json, texts

SEED = int(os.environ.get("RUNG_COHORT", "2026"))  # another number asks other people other things
PEOPLE, QUESTIONS = 5_000, 2

ASKED = (
    "skill", "skill {skill}", "skill help", "skill browse tools", "skill k8s", "skill mlops engineer",
    "level", "level help", "level role", "level role {role}", "level history", "level calculator", "level evidence",
    "level form", "level form 1", "level check", "level check {skill}=2", "level set {skill}", "level snapshot",
    "gaps", "gaps help", "gaps page 2", "gaps page 99", "gaps why {skill}", "gaps path", "gaps path backend mlops",
    "gaps goals", 'gaps compare "data scientist" "llm engineer" ml deployment', "rung", "rung privacy", "rung zone",
    "rung export", "rung delete me",
)  # fmt: skip
SAID = (
    "level set {skill} working", "level set {skill} skip", "level set {skill}=none docker=expert", "level undo",
    "level role {role} none", "level check docker=2 {skill}=pass save", "level still {skill}", "level confirm {skill}",
    "gaps goal {skill}", "gaps later {skill}", "gaps drop {skill}", "gaps path backend-to-mlops know docker",
)  # fmt: skip


class Nobody:
    """Slack says nothing of anybody; everybody here is known already."""

    async def profile(self, who: Who) -> Profile:
        assert who.platform == "slack"
        return Profile()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/rung.db")
    await migrate(database)
    yield database
    await database.close()


async def test_everybody_gets_a_lawful_answer_to_everything(library: Library, database: Database) -> None:
    catalogue, picked = library.catalogue, random.Random(SEED)
    cohort = list(people(catalogue, PEOPLE, picked))
    await settle(database, cohort, catalogue.version)
    reception = Reception(database, catalogue, library.lookup, Nobody(), lambda: NOW)
    asked: Counter[str] = Counter()
    wrong: list[str] = []
    for somebody in cohort:
        for question in picked.choices((*ASKED, *SAID), k=QUESTIONS):
            asked[question] += 1
            line = question.format(skill=a_skill(catalogue, somebody, picked), role=picked.choice([*catalogue.roles]))
            answer = await reception.answer(somebody.who, line)
            wrong += [f"{line} of {somebody}: {each}" for each in complaints(answer, library.lookup.table)]
        if somebody.number % 2:
            home = await reception.home(somebody.who)
            wrong += [f"home of {somebody}: {each}" for each in about_home(home, library.lookup.table)]
        assert wrong == []
    assert min(asked[each] for each in (*ASKED, *SAID)) > 100


def a_skill(catalogue: Catalogue, somebody: Somebody, picked: random.Random) -> str:
    """Something they said or wished something of, or else anything."""
    own = [each for each in (*somebody.depths, *somebody.wishes) if each in catalogue.entries]
    return picked.choice(own or ["docker", "mlflow", "helm", "kubernetes-core", "drift-detection"])


def complaints(answer: Answer, table: FoldTable) -> list[str]:
    """What is unlawful about an answer."""
    if isinstance(answer.reply, Form):
        view = draw.form_view(answer.reply)
        return [*view_problems(view, kind="modal"), *strange(answer.words, view, table)]
    blocks = draw.message_blocks(answer.message)
    problems = [*message_problems(blocks), *apologies(answer), *strange(answer.words, blocks, table)]
    if len(blocks) != len(draw.home_view(answer.message)["blocks"]):
        problems.append("it is cut")
    return problems


def about_home(answer: Answer, table: FoldTable) -> list[str]:
    """What is unlawful about a Home that shows its bars in words."""
    view = draw.home_view(answer.message)
    problems = [*view_problems(view, kind="home"), *apologies(answer), *strange(answer.words, view, table)]
    return [*problems, "it is cut"] if len(view["blocks"]) < len(answer.message.elements) else problems


def apologies(answer: Answer) -> list[str]:
    before, _, after = answer.words("apology", reference="|").partition("|")
    said = answer.message.summary
    return [said] if said.startswith(before) and said.endswith(after) else []


def strange(words: Words, drawn: Json | list[Json], table: FoldTable) -> list[str]:
    """Characters of another script than the reply's; the names of the languages are written in their own."""
    said = "\n".join(text["text"] for text in texts(drawn))
    for own in OWN_NAMES.values():
        said = said.replace(own, "")
    if words.language == "en":
        return [said] if has_chinese(said) else []
    if words.language == "zh-Hant":
        return sorted(set(said) & set(table.simplified_only))
    return sorted(mark for mark in set(said) if ord(mark) in table.simplified)


def test_a_strange_character_is_seen(library: Library) -> None:
    table = library.lookup.table

    def seen(language: str, text: str) -> bool:
        return bool(strange(Words(language), [{"type": "plain_text", "text": text}], table))  # type: ignore[arg-type]

    assert seen("en", "Docker 容器")
    assert seen("zh-Hant", "数据漂移")
    assert seen("zh-Hans", "資料漂移")
    assert not seen("zh-Hant", "資料漂移 Docker 简体中文")
    assert not seen("zh-Hans", "数据漂移 Docker 繁體中文")
