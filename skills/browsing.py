"""Everything as lists: by role, domain, category, level or kind, in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skills.catalogue import Catalogue, Entry, EntryKind

PAGE = 10

# The word after `browse`, and the kinds it lists. The order is the order of the menu.
SHELVES: dict[str, tuple[EntryKind, ...]] = {
    "roles": ("role",),
    "levels": ("level", "stage"),
    "categories": ("category",),
    "domains": ("domain",),
    "areas": ("area", "section"),
    "skills": ("skill",),
    "tools": ("tool", "language"),
    "practices": ("practice",),
    "abilities": ("ability",),
    "paths": ("path",),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: its entries, its number from 1, and how many pages and entries there are."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int


def page_of(entries: Sequence[Entry], number: int) -> Page:
    """Page `number` of `entries`; numbers outside give the nearest page."""
    pages = max(1, -(-len(entries) // PAGE))
    number = min(max(1, number), pages)
    return Page(tuple(entries[(number - 1) * PAGE : number * PAGE]), number, pages, len(entries))


def shelf(catalogue: Catalogue, name: str) -> list[Entry]:
    """The entries on a shelf; concepts by name, parts of documents in their own order."""
    kinds = SHELVES[name]
    found = list(catalogue.of_kind(*kinds))
    if found and found[0].is_concept:
        found.sort(key=lambda entry: (not entry.matrix, entry.name.casefold()))
    return found


def inside(catalogue: Catalogue, entry: Entry) -> list[Entry]:
    """What an entry holds, ready to list: named parts first, then concepts, without what has no page."""
    silent = {"bullet", "scenario", "expectation", "focus", "step"}
    parts = [catalogue[each] for each in entry.contents if catalogue[each].kind not in silent]
    parts.sort(key=lambda part: part.is_concept)
    return parts
