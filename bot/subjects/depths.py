"""/level set, /level form, /level still: the depth of one skill, or of many at once."""

from __future__ import annotations

import datetime as dt
import re

from bot.messages import level, level_form, saved
from bot.messages.elements import Form, Message, Reply
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects.histories import mark_of, undoable
from bot.subjects.naming import CLEAR, depth_of, skill_of, unknown_depth
from skills.shelving import Shelf, forms, shelves
from storage import depths

_SIGN = re.compile(r"\s*[=:：]\s*")
_COMMAS = re.compile(r"[,，、;；]")
A_DAY = dt.timedelta(days=1)
_LONGEST_DEPTH = 4  # words: "not for my job"


async def set_(request: Request, rest: str) -> Message:
    """`docker working`, `docker working, mlflow advanced`, or `docker=working mlflow=skip`."""
    if not rest:
        raise Sorry("sorry-level-how", ("level form", "level help"), typed="set")
    parts = [part.strip() for part in _COMMAS.split(rest) if part.strip()]
    if len(parts) == 1 and not _SIGN.search(rest):
        return await _one(request, parts[0])
    wanted = dict(pair for part in parts for pair in _pairs(request, part))
    return await _save(request, wanted, [])


def _pairs(request: Request, part: str) -> list[tuple[str, str | None]]:
    """What one part between commas says: "docker working", or any number of "docker=working"."""
    if not _SIGN.search(part):
        return [_said(request, part)]
    name, *others = _SIGN.split(part)
    pairs = []
    for other in others:
        words = other.split()
        counts = range(min(_LONGEST_DEPTH, len(words)), 0, -1)
        count = next((each for each in counts if depth_of(" ".join(words[:each])) is not None), 0)
        said = f"{name} {' '.join(words[:count])}" if count else f"{name} {other}"
        pairs.append(_said(request, said.strip()))
        name = " ".join(words[count:])
    if name:
        raise Sorry("sorry-depth-missing", ("level help",), typed=echo(name))
    return pairs


async def _one(request: Request, typed: str) -> Message:
    """One skill; without a depth the choice of depths."""
    if len(request.lookup.keys.get(request.lookup.table.fold(typed), ())) == 1:
        return level.pick_depth(request.words, skill_of(request, typed))
    skill, depth = _said(request, typed)
    return await _save(request, {skill: depth}, [])


def _said(request: Request, typed: str) -> tuple[str, str | None]:
    """The skill and the depth in "kubernetes core working"; the depth may have several words."""
    words = typed.split()
    for count in range(min(_LONGEST_DEPTH, len(words) - 1), 0, -1):
        depth = depth_of(" ".join(words[-count:]))
        if depth is not None:
            skill = skill_of(request, " ".join(words[:-count]), f"level set {{}} {depth}")
            return skill.id, None if depth == CLEAR else depth
    if len(words) < 2:
        raise Sorry("sorry-depth-missing", ("level help",), typed=echo(typed))
    raise unknown_depth(words[-1], skill_of(request, " ".join(words[:-1]), "level set {}").id)


async def _sent(request: Request, rest: str) -> Message:
    """What a form sends. A skill that left the catalogue since the form was opened is named; the rest is saved."""
    wanted: dict[str, str | None] = {}
    gone: list[str] = []
    for word in rest.split():
        skill, _, typed = word.partition("=")
        if not typed:
            raise Sorry("sorry-depth-missing", ("level help",), typed=echo(word))
        depth = depth_of(typed)
        entry = request.catalogue.entries.get(skill)
        if entry is None or not entry.is_concept:
            gone.append(echo(skill))
        elif depth is None:
            raise unknown_depth(typed, skill)
        else:
            wanted[skill] = None if depth == CLEAR else depth
    return await _save(request, wanted, gone)


async def _save(request: Request, wanted: dict[str, str | None], gone: list[str]) -> Message:
    version = request.catalogue.version
    number = await depths.set_mine(request.session, request.me, wanted, "set", version, request.now)
    batch = mark_of(number, request.now)
    if batch is None and wanted:
        batch = await undoable(request, wanted)
    if batch is None and len(wanted) == 1:
        await _say_again(request, next(iter(wanted)))
    return saved.saved_depths(request.words, request.catalogue, wanted, batch, gone)


async def _say_again(request: Request, skill: str) -> None:
    """The same depth said once more on another day counts from now on."""
    said = (await depths.said_mine(request.session, request.me)).get(skill)
    if said is not None and request.now - said.at > A_DAY:
        version = request.catalogue.version
        await depths.repeat_mine(request.session, request.me, skill, version, request.now)


async def form(request: Request, rest: str) -> Reply:
    """The forms of my role, form number n, the form of one group (`Security`), or what a form sends (`save …`)."""
    first, _, sent = rest.partition(" ")
    if first == "save":
        return await _sent(request, sent)
    role = request.me.role
    if role is None:
        raise Sorry("sorry-no-role", tuple(f"level role {each}" for each in [*request.catalogue.roles][:5]))
    dealt = forms(request.catalogue, role)
    if rest.isascii() and rest.isdigit() and len(rest) < 6 and 1 <= int(rest) <= len(dealt):
        return await _form(request, dealt[int(rest) - 1], f"level form {rest}")
    if not rest and len(dealt) > 1:
        return level_form.pick_form(request.words, request.catalogue, role, dealt)
    if not rest:
        return await _form(request, dealt[0], "level form")
    shelf = _shelf(request, rest)
    if shelf is None:
        lines = tuple(f"level form {number}" for number in range(1, len(dealt) + 1))
        raise Sorry("sorry-form", lines, typed=echo(rest), count=len(dealt))
    return await _form(request, (shelf,), f"level form {shelf.entry}")


def _shelf(request: Request, typed: str) -> Shelf | None:
    """A group by its id or by its name in any language."""
    fold = request.lookup.table.fold
    every = [shelf for role in request.catalogue.roles for shelf in shelves(request.catalogue, role)]
    own = [shelf for shelf in every if request.catalogue[shelf.entry].role == request.me.role]
    for shelf in (*own, *every):
        names = (shelf.names.en, shelf.names.zh_hant, shelf.names.zh_hans)
        if typed == shelf.entry or fold(typed) in map(fold, names):
            return shelf
    return None


async def _form(request: Request, groups: tuple[Shelf, ...], again: str) -> Form:
    mine = await depths.all_mine(request.session, request.me)
    return level_form.depth_form(request.words, request.catalogue, groups, mine, again)


async def still(request: Request, rest: str) -> Message:
    """An old depth is still right: it gets today's date."""
    entry = skill_of(request, rest, "level still {}")
    version = request.catalogue.version
    depth = await depths.repeat_mine(request.session, request.me, entry.id, version, request.now)
    if depth is None:
        return level.pick_depth(request.words, entry)
    return saved.saved_depths(request.words, request.catalogue, {entry.id: depth}, None)
