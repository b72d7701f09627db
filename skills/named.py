"""What the documents of a role name for somebody at a level: for the next one first, then anywhere else."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from skills.catalogue import Catalogue
from skills.expected import asked
from skills.gaps import candidates
from skills.shelving import skills_of


@functools.lru_cache(maxsize=256)
def has_matrix(catalogue: Catalogue, role: str, level: str | None) -> bool:
    """Whether the ladder somebody is on is the one a matrix gives depths for."""
    matrix = catalogue.roles[role].matrix
    return matrix is not None and (level is None or catalogue.scheme_of(role, level).id == matrix.scheme)


@functools.lru_cache(maxsize=256)
def target(catalogue: Catalogue, role: str, level: str | None) -> str | None:
    """The level whose expectations are brought up: the next one, at the top the own one, without a level the first."""
    if level is None:
        schemes = catalogue.roles[role].schemes
        return schemes[0].levels[0].id if schemes else None
    above = catalogue.next_level(role, level)
    return level if above is None else above.id


@functools.lru_cache(maxsize=256)
def wanted_next(catalogue: Catalogue, role: str, level: str | None) -> Mapping[str, str]:
    """The depths that the next level wants, by skill; none where the ladder somebody is on gives no depths."""
    if not has_matrix(catalogue, role, level):
        return {}
    return {each.skill: each.to for each in candidates(catalogue, role, level, target(catalogue, role, level))}


@functools.lru_cache(maxsize=256)
def named_next(catalogue: Catalogue, role: str, level: str | None) -> tuple[str, ...]:
    """The skills the next level wants, what its stack and focus name first; by its texts where it has no depths."""
    aim = target(catalogue, role, level)
    if aim is None:
        return skills_of(catalogue, role)
    scheme, matrix = catalogue.scheme_of(role, aim), catalogue.roles[role].matrix
    if matrix is not None and scheme.id == matrix.scheme:
        wanted = sorted(candidates(catalogue, role, level, aim), key=lambda each: (each.naming, -each.documents))
        return tuple(each.skill for each in wanted)
    rungs = [rung.id for rung in scheme.levels]
    for rung in rungs[rungs.index(aim) :]:  # a level whose texts name no skill leaves the word to the next
        if named := _named_in_texts(catalogue, role, rung):
            return named
    return ()


@functools.lru_cache(maxsize=256)
def named_elsewhere(catalogue: Catalogue, role: str, level: str | None) -> tuple[str, ...]:
    """What the role's documents name beside that, for whom the next level alone would soon repeat itself.

    Higher levels come first, then lower ones, the nearest first; then the rest of the role's skills.
    """
    aim, named = target(catalogue, role, level), named_next(catalogue, role, level)
    rungs = [rung.id for rung in catalogue.scheme_of(role, aim).levels] if aim else []
    at = rungs.index(aim) if aim else 0
    texts = (_named_in_texts(catalogue, role, rung) for rung in [*rungs[at:], *reversed(rungs[:at])])
    every = dict.fromkeys((*(skill for text in texts for skill in text), *skills_of(catalogue, role)))
    return tuple(skill for skill in every if skill not in named)


@functools.lru_cache(maxsize=256)
def _named_in_texts(catalogue: Catalogue, role: str, level: str) -> tuple[str, ...]:
    mentioned = (skill for _, mentions, _ in asked(catalogue.roles[role], level) for skill in mentions)
    return tuple(dict.fromkeys(each for each in mentioned if catalogue[each].is_concept))
