"""/gaps and /gaps why: the ranked next rung, and one skill's place in it."""

from __future__ import annotations

import datetime as dt

from bot.messages import gaps, next_text, nudge_settings
from bot.messages import why as why_message
from bot.messages.elements import Button, Element, Item, Message, Strong
from bot.request import Request
from bot.subjects import sharing
from bot.subjects.naming import skill_of
from bot.when import day
from skills.catalogue import Catalogue
from skills.gaps import NextRung, next_rung
from skills.scale import SKIP
from storage import depths, members, nudges, wishes
from storage.depths import Said
from storage.members import Me

OLD = dt.timedelta(days=180)
ASK_AGAIN = dt.timedelta(days=30)


async def list_gaps(request: Request, page: int = 1) -> Message:
    """The gaps toward the next level; where the role's document gives no depths, what it says instead."""
    me, words, catalogue = request.me, request.words, request.catalogue
    if me.role is None:
        return next_text.no_role(words, catalogue)
    said = await depths.said_mine(request.session, me)
    mine = {skill: each.depth for skill, each in said.items()}
    if not has_matrix(catalogue, me):
        return next_text.next_text(words, catalogue, me.role, me.level, mine)
    wished = await wishes.mine(request.session, me, request.now)
    rung = next_rung(catalogue, me.role, me.level, mine, wished)
    old = await _old(request, rung, said) if page == 1 else None  # it is shown on the first page alone
    # One question at a time: who is asked about an old depth is asked about messages another day.
    offered = page == 1 and old is None and bool(rung.gaps) and await nudges.ask(request.session, me, request.now)
    return gaps.gaps(words, catalogue, rung, page, old, await _questions(request, page, offered, old))


async def _questions(request: Request, page: int, offered: bool, old: Item | None) -> tuple[Element, ...]:
    """What else is asked under the list, one thing at a time: whether messages may come, what a channel may count."""
    if offered:
        return nudge_settings.offer(request.words)
    return await sharing.invitation(request) if page == 1 and old is None else ()


async def why(request: Request, rest: str) -> Message:
    """One skill in my ranking."""
    entry = skill_of(request, rest, "gaps why {}")
    me = request.me
    if me.role is None:
        return next_text.no_role(request.words, request.catalogue)
    mine = await depths.all_mine(request.session, me)
    wished = await wishes.mine(request.session, me, request.now)
    rung = next_rung(request.catalogue, me.role, me.level, mine, wished)
    return why_message.why(request.words, request.catalogue, rung, entry, mine)


def has_matrix(catalogue: Catalogue, me: Me) -> bool:
    """Whether the ladder somebody is on is the one a matrix gives depths for."""
    matrix = catalogue.roles[me.role or ""].matrix
    return matrix is not None and (me.level is None or catalogue.scheme_of(me.role or "", me.level).id == matrix.scheme)


async def _old(request: Request, rung: NextRung, said: dict[str, Said]) -> Item | None:
    """A question about the depth said longest ago, if that is OLD and nothing was asked for ASK_AGAIN."""
    counted = [*(gap.skill for gap in rung.gaps), *rung.met]
    old = [skill for skill in counted if request.now - said[skill].at > OLD and said[skill].depth != SKIP]
    if not old:
        return None
    last = await members.last_asked(request.session, request.me)
    if last is not None and request.now - last < ASK_AGAIN:
        return None
    await members.note_asked(request.session, request.me, request.now)
    skill = min(old, key=lambda each: said[each].at)
    words, name = request.words, request.catalogue[skill].names.in_(request.words.language)
    asked = words(
        "gaps-old",
        skill=name,
        depth=words(f"depth-{said[skill].depth}"),
        day=day(words, request.me.zone, said[skill].at),
    )
    choices = (
        Button(words("button-still"), f"level still {skill}"),
        Button(words("button-change-depth"), f"level set {skill}"),
    )
    return Item((Strong(words("gaps-old-title")), words("colon"), asked), choices)
