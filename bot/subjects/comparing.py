"""Compare: two roles on a skill, or two levels of a role, as people type it for /skill and /gaps."""

from __future__ import annotations

import re

from bot.messages import compare
from bot.messages.elements import Message
from bot.request import Request, Sorry
from bot.subjects.naming import level_of
from skills.catalogue import Entry
from skills.questions import has_joint, split_compared

EXAMPLES = (
    "skill compare mlops engineer: junior, middle",
    "skill compare data scientist, llm engineer on ml deployment",
)
_QUOTED = re.compile(r'["“”「」『』]([^"“”「」『』]+)["“”「」『』]')


def compared(request: Request, rest: str) -> Message | None:
    """The comparison `rest` asks for; None when it is written as none.

    Written as `data scientist, llm engineer on ml deployment`, `mlops engineer: junior, middle`, or with names in
    quotes: `"data scientist" "llm engineer" ml deployment`, `"mlops engineer" "junior" "middle"`.
    """
    quoted = _QUOTED.findall(rest)
    if len(quoted) >= 2:
        return _quoted(request, quoted, _QUOTED.sub(" ", rest).strip())
    if has_joint(rest):
        return _roles(request, *split_compared(rest))
    if ":" in rest.replace("：", ":"):
        name, _, levels = rest.replace("：", ":").partition(":")
        return _levels(request, name, levels.replace("，", ",").split(","))
    return None


def _quoted(request: Request, names: list[str], rest: str) -> Message:
    names = [*names, rest] if rest else names
    if len(names) != 3:
        raise Sorry("sorry-compare", EXAMPLES)
    if _only(request, names[1], "role") is None:
        return _levels(request, names[0], names[1:])
    return _roles(request, names[0], names[1], names[2])


def _roles(request: Request, left: str, right: str, skill: str) -> Message:
    roles = [_only(request, each, "role") for each in (left, right)]
    entry = _only(request, skill, None)
    if entry is None or roles[0] is None or roles[1] is None:
        raise Sorry("sorry-compare", EXAMPLES)
    return compare.roles(request.words, request.catalogue, _id(roles[0]), _id(roles[1]), entry)


def _levels(request: Request, name: str, levels: list[str]) -> Message:
    role = _only(request, name, "role")
    wanted = [each.strip() for each in levels if each.strip()]
    if role is None or len(wanted) != 2:
        raise Sorry("sorry-compare", EXAMPLES)
    rungs = [level_of(request, _id(role), each, (f"skill {role.id}",)) for each in wanted]
    return compare.levels(request.words, request.catalogue, _id(role), rungs[0], rungs[1])


def _only(request: Request, typed: str, kind: str | None) -> Entry | None:
    """The one entry `typed` means, if it is of `kind` (None: something to learn)."""
    found = request.lookup.find(typed)
    entries = [request.catalogue[each] for each in found.entries] if found.found else []
    fitting = [each for each in entries if (each.kind == kind if kind else each.is_concept)]
    return fitting[0] if fitting else None


def _id(role: Entry) -> str:
    return role.id.removeprefix("role:")
