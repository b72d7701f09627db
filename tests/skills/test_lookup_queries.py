"""Six hundred things people type, and the entry each must find: hit at the first place for 98 of 100."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from skills.library import Library
from skills.lookup import Answer

QUERIES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text("utf-8"))["queries"]
HOLD = 0.98


def is_hit(row: dict[str, Any], answer: Answer) -> bool:
    """Whether the answer is what the row wants: nothing, this choice with its first entry first, or this entry."""
    expect = row["expect"]
    if expect == "none":
        return not answer.found
    if isinstance(expect, list):
        return answer.kind == "choice" and answer.entries[0] == expect[0]
    return answer.found and answer.entries[0] in (expect, *row.get("also", ()))


def test_nearly_every_query_finds_its_entry_first(library: Library) -> None:
    answers = [(row, library.lookup.find(row["q"])) for row in QUERIES]
    misses = [(row, answer) for row, answer in answers if not is_hit(row, answer)]
    for row, answer in misses:
        print(f"miss ({row['why']}): {row['q']!r} wants {row['expect']}, gets {answer.kind} {answer.entries}")
    assert len(QUERIES) >= 600
    assert 1 - len(misses) / len(QUERIES) >= HOLD


@pytest.mark.parametrize("why", ["exact", "alias", "choice", "false-friend", "off-topic", "pinyin", "role"])
def test_what_is_decided_by_table_never_misses(library: Library, why: str) -> None:
    rows = [row for row in QUERIES if row["why"] == why]
    assert rows
    assert [row["q"] for row in rows if not is_hit(row, library.lookup.find(row["q"]))] == []


def test_the_rows_speak_of_entries_that_exist(library: Library) -> None:
    wanted = {
        entry
        for row in QUERIES
        for entry in ([row["expect"]] if isinstance(row["expect"], str) else row["expect"]) + row.get("also", [])
    }
    assert wanted - {"none"} - set(library.catalogue.entries) == set()
    asked = [row["q"] for row in QUERIES]
    assert sorted(asked) == sorted(set(asked))
