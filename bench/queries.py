"""The questions of the look-up's own tests, with the kind of answer each gets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from skills.library import Library

QUERIES = Path(__file__).resolve().parent.parent / "tests" / "skills" / "queries.yml"
KINDS = {"choice": "a choice", "unsure": "did you mean", "none": "not found"}


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types, its folded key, the entries that are right, and the kind of our answer."""

    text: str
    key: str
    right: frozenset[str]
    kind: str

    def is_right(self, entry: str | None) -> bool:
        """Whether `entry` (None: nothing found) is what was meant."""
        return (entry or "none") in self.right


def read_queries(library: Library, most: int | None) -> list[Query]:
    """The queries, thinned out evenly to about `most`."""
    raw = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]
    step = max(1, len(raw) // most) if most else 1
    return [_query(library, each) for each in raw[::step]]


def _query(library: Library, raw: Mapping[str, str | list[str]]) -> Query:
    text = str(raw["q"])
    key = library.lookup.table.fold(text)
    wanted = [*_listed(raw["expect"])[:1], *_listed(raw.get("also", []))]
    return Query(text, key, frozenset(wanted), _kind(library, text, key))


def _kind(library: Library, text: str, key: str) -> str:
    kind = library.lookup.find(text).kind
    if kind == "one":
        return "one, spelled as known" if key in library.lookup.keys else "one, in other words"
    return KINDS[kind]


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
