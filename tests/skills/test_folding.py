"""One key for many spellings, and which script a question is written in."""

from __future__ import annotations

import pytest

from skills.folding import FoldTable, has_chinese, script_of
from skills.library import Library


@pytest.fixture
def table(library: Library) -> FoldTable:
    return library.lookup.table


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (["MLflow", "ml-flow", "ML Flow", "ｍｌｆｌｏｗ", " ml_flow! ", "ML\u200bflow"], "mlflow"),
        (["CI/CD", "ci cd", "ＣＩ／ＣＤ", "CI-CD"], "cicd"),
        (["漂移偵測", "漂移檢測", "漂移检测", "漂移侦测", "漂移 偵測"], "漂移检测"),
        (["資料庫", "数据库", "資料库"], "数据库"),
        (["STRASSE", "straße"], "strasse"),
        (["①", "1", "１"], "1"),
    ],
)
def test_spellings_of_one_thing_have_one_key(table: FoldTable, spellings: list[str], key: str) -> None:
    assert {table.fold(spelling) for spelling in spellings} == {key}


def test_signs_that_tell_languages_apart_stay(table: FoldTable) -> None:
    assert len({table.fold(name) for name in ("C", "C++", "C#")}) == 3


@pytest.mark.parametrize("text", ["", "?!", "   ", "👍", "\u200b", "——"])
def test_nothing_is_left_of_what_has_no_letter(table: FoldTable, text: str) -> None:
    assert table.fold(text) == ""


def test_different_things_keep_different_keys(table: FoldTable) -> None:
    different = ["TensorFlow", "TensorFlow Lite", "程式", "程序員", "推論", "漂移", "檢測"]
    assert len({table.fold(each) for each in different}) == len(different)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("mlflow", None),
        ("", None),
        ("ドリフト", None),
        ("漂移偵測", "zh-Hant"),
        ("漂移检测", "zh-Hans"),
        ("部署", "zh-Hant"),  # the same in both: Traditional is assumed
        ("如何 monitor 模型的数据 drift", "zh-Hans"),
        ("怎麼用 GitLab CI", "zh-Hant"),
        ("檢測和检测还有侦测", "zh-Hans"),  # the majority decides
    ],
)
def test_the_script_of_a_question(table: FoldTable, text: str, script: str | None) -> None:
    assert script_of(text, table) == script


def test_what_counts_as_chinese() -> None:
    assert has_chinese("用 Go 寫")
    assert not has_chinese("Go, 코드, かな, ①")


def test_a_name_is_the_same_in_both_scripts(library: Library) -> None:
    """What folding alone does not join is joined by the table of names; a reader of either script arrives."""
    for entry in library.catalogue.entries.values():
        if entry.is_concept:
            answers = [library.lookup.find(name) for name in (entry.names.zh_hant, entry.names.zh_hans)]
            assert answers[0].entries[:1] == answers[1].entries[:1], entry.id
