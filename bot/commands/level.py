"""/level: say and see where you stand; role and level in two taps, a depth per skill."""

from __future__ import annotations

from bot.levels import level_of
from bot.messages import level, starting
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from skills.catalogue import Entry
from skills.lookup import readable
from skills.shapes import DEPTHS
from storage import depths, members

WRITES = True


async def answer(request: Request) -> Message:
    """What is known of the asker, or what the line sets."""
    verb, _, rest = readable(request.line).partition(" ")
    match verb.casefold():
        case "":
            mine = await depths.all_mine(request.session, request.me)
            return level.standing(request.words, request.catalogue, request.me, mine)
        case "help":
            return starting.command_help(request.words, "level")
        case "role":
            return await _role(request, rest)
        case "set":
            return await _depth(request, rest)
        case _:
            raise Sorry("sorry-level-how", ("level role", "level"), typed=echo(request.line))


async def _role(request: Request, rest: str) -> Message:
    if not rest:
        return level.pick_role(request.words, request.catalogue)
    role, typed_level = _split_role(request, rest)
    file = request.catalogue.roles[role]
    if not typed_level and file.schemes:
        return level.pick_level(request.words, request.catalogue, role)
    chosen = level_of(request, role, typed_level) if typed_level not in ("", "none") else None
    await members.choose_role(request.session, request.me, role, chosen)
    return level.saved_role(request.words, request.catalogue, role, chosen)


def _split_role(request: Request, rest: str) -> tuple[str, str]:
    """The role that the first words name, and what follows it."""
    words = rest.split()
    for at in range(len(words), 0, -1):
        typed = " ".join(words[:at])
        if typed in request.catalogue.roles:
            return typed, " ".join(words[at:])
        found = request.lookup.keys.get(request.lookup.table.fold(typed), ())
        roles = [each.removeprefix("role:") for each in found if each.startswith("role:")]
        if roles:
            return roles[0], " ".join(words[at:])
    lines = tuple(f"level role {role}" for role in request.catalogue.roles)
    raise Sorry("sorry-role", lines, typed=echo(rest))


async def _depth(request: Request, rest: str) -> Message:
    name, _, typed = rest.rpartition(" ")
    depth = _depth_named(request, typed)
    if depth is None and len(request.lookup.keys.get(request.lookup.table.fold(rest), ())) == 1:
        return level.pick_depth(request.words, _skill(request, rest))
    if depth is None or not name:
        raise Sorry("sorry-depth", ("level help",), typed=echo(typed or rest))
    entry = _skill(request, name)
    await depths.set_mine(request.session, request.me, entry.id, depth, request.catalogue.version, request.now)
    return level.saved_depth(request.words, entry, depth)


def _depth_named(request: Request, typed: str) -> str | None:
    """A depth by its name in the reader's language or in English."""
    folded = typed.casefold()
    return next((each for each in DEPTHS if folded in (each, request.words(f"depth-{each}").casefold())), None)


def _skill(request: Request, name: str) -> Entry:
    found = request.lookup.find(name)
    entries = [request.catalogue[each] for each in found.entries]
    learnable = [each for each in entries if each.is_concept]
    if found.kind == "one" and learnable:
        return learnable[0]
    if found.kind == "one":
        raise Sorry("sorry-not-learnable", ("skill browse skills",), name=entries[0].names.in_(request.words.language))
    if learnable:
        raise Sorry("sorry-skill", tuple(f"skill {each.id}" for each in learnable[:3]), typed=echo(name))
    raise Sorry("sorry-skill-none", ("skill browse skills",), typed=echo(name))
