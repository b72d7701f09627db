"""The blind self-check: a few skills, each with the sentences of its depths in an order that gives nothing away."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping

from skills.catalogue import Catalogue
from skills.gaps import candidates
from skills.scale import SKIP
from skills.shapes import DEPTHS, Depth

QUESTIONS = 5
# Every order but the two that anybody would recognise.
_ORDERS = [order for order in itertools.permutations(DEPTHS) if order not in (DEPTHS, DEPTHS[::-1])]


def order_of(skill: str) -> tuple[Depth, ...]:
    """The order in which a skill's four sentences are shown; the same for everybody and in every version."""
    number = int.from_bytes(hashlib.sha256(skill.encode()).digest()[:4], "big")
    return _ORDERS[number % len(_ORDERS)]


def questions(
    catalogue: Catalogue, role: str | None, level: str | None, depths: Mapping[str, str], said: Mapping[str, object]
) -> tuple[str, ...]:
    """The skills to ask about, QUESTIONS at most: those not assessed first, then those said longest ago.

    `said` maps skills to the moment each was said, comparable among themselves. What is not for somebody's job is
    never asked. For a role, what its next level's stack and focus name comes first.
    """
    order = [skill for skill in _by_importance(catalogue, role, level) if catalogue[skill].depths is not None]
    fresh = [skill for skill in order if skill not in depths]
    old = sorted((skill for skill in order if depths.get(skill, SKIP) != SKIP), key=lambda each: said[each])  # type: ignore[arg-type, return-value]
    return tuple([*fresh, *old][:QUESTIONS])


def _by_importance(catalogue: Catalogue, role: str | None, level: str | None) -> list[str]:
    if role is None:
        return _by_documents(catalogue, [entry.id for entry in catalogue.entries.values() if entry.matrix])
    target = _asked_level(catalogue, role, level)
    wanted = candidates(catalogue, role, level, target) if target else ()
    if wanted:
        ranked = sorted(wanted, key=lambda each: (each.naming, -each.documents, each.name))
        return [each.skill for each in ranked]
    named = (entry for entry in catalogue.entries.values() if entry.is_concept)
    return _by_documents(catalogue, [entry.id for entry in named if _names(catalogue, role, entry.id)])


def _asked_level(catalogue: Catalogue, role: str, level: str | None) -> str | None:
    """The level whose stack and focus decide: the next one, the top one, or the first where none is set."""
    if level is not None:
        above = catalogue.next_level(role, level)
        return above.id if above else level
    return next((scheme.levels[0].id for scheme in catalogue.roles[role].schemes), None)


def _names(catalogue: Catalogue, role: str, skill: str) -> bool:
    return any(catalogue[seen.container].role == role for seen in catalogue[skill].appearances)


def _by_documents(catalogue: Catalogue, skills: list[str]) -> list[str]:
    def key(skill: str) -> tuple[int, str]:
        return -len({at.document for at in catalogue[skill].places}), catalogue[skill].name.casefold()

    return sorted(skills, key=key)
