"""Finds a level of a role by what somebody typed, in any language."""

from __future__ import annotations

from bot.messages.finding import echo
from bot.request import Request, Sorry


def level_of(request: Request, role: str, typed: str, ways: tuple[str, ...] = ()) -> str:
    """The level of `role` that `typed` names in any language; raises Sorry with `ways` on, or lines that set one."""
    fold = request.lookup.table.fold
    file = request.catalogue.roles[role]
    rungs = [rung for scheme in file.schemes for rung in scheme.levels]
    # A scheme of levels outranks a roadmap's stages of the same name.
    rungs.sort(key=lambda rung: rung.id.startswith("roadmap-"))
    for rung in rungs:
        names = (rung.id, rung.names.en, rung.names.zh_hant, rung.names.zh_hans, *rung.aliases)
        parts_of_name = [part for name in names for part in (name, *name.split("/"), name.split()[0])]
        if fold(typed) in map(fold, parts_of_name):
            return rung.id
    lines = ways or tuple(f"level role {role} {rung.id}" for rung in rungs)
    name = file.names.in_(request.words.language)
    if not rungs:
        raise Sorry("level-no-levels", (f"skill role:{role}",), role=name)
    raise Sorry("sorry-level", lines, role=name, typed=echo(typed))
