"""What is said of channels: choices, leads and looks, progress with and without sums, and the digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.messages import channel, digest, exported, leads, looked, progress, sharing
from bot.messages.channel_parts import PAGE, View
from bot.messages.elements import File, Message
from bot.messages.progress import Moved
from bot.words import Words
from skills.catalogue import Catalogue
from skills.library import Library
from skills.shelving import shelves, skills_of
from storage.bands import PEOPLE, Band, Bands
from storage.channels import Channel
from storage.digests import CHANNEL, ME, Digest
from storage.leading import TERM, Lead
from storage.looks import DIGEST, EXPORT, READ, Look
from storage.publications import Named, Publication, Shared
from storage.sharing import ASKED, CHOICES
from storage.sharing import Shared as Mine
from tests.rules.drawn_of_labs import started
from tests.rules.drawn_of_people import evidence_of
from tests.rules.people import GONE, NOON, depth_sets, longest, me, standings

Said = Iterator[tuple[str, Message]]
FINE: tuple[Band, ...] = ("few", "some", "many")
SHORT = Channel(1, 1, "C0MLPLAT0", "ml")
ROOMS = (
    SHORT,
    Channel(2, 1, "C0123456789", "platform-engineering-" * 3 + "and-everything-op"),
    Channel(3, 1, "C0ZH0000000", "機器學習平台" * 13 + "頻道"),
)  # Slack's names have 80 characters at most
NAMES = (
    "Bo", "<b>Zoë & Co</b>", "@channel <!channel> <@U0BOB0000>", "*bold* _low_ `code`",
    "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}" * 26, "林" * 80, "&" * 80,
)  # fmt: skip
CROWD = 24  # more than are named on a screen
LEADS = 30
USERS = tuple(f"U0LEAD{number:05d}" for number in range(LEADS))
WEEK = dt.timedelta(weeks=1)


def of_channels(words: Words, library: Library) -> Said:
    """Each of them."""
    catalogue = library.catalogue
    assert {len(each.name) for each in ROOMS} == {2, 80}
    for room in ROOMS:
        for what, message in _of(words, catalogue, room):
            yield f"{what} of a channel of {len(room.name)} characters", message
    yield from _many(words)
    yield from _own(words, catalogue)
    yield from _every_view(words, catalogue)


def _of(words: Words, catalogue: Catalogue, room: Channel) -> Said:
    yield from _choices(words, room)
    yield from _leads(words, room)
    yield from _files(words, room)
    yield from _digests(words, catalogue, room)
    named = people(words, catalogue)
    for few in (named[:0], named[:1], named):
        yield f"no sums and {len(few)} names", channel.nothing(words, catalogue, room, Shared(None, None, few))
    for role in catalogue.roles:
        for what, shared in publications(catalogue, role).items():
            for few in (named[:0], named[:1], named):
                view, reader = View(role, None), me(role, None)
                said = channel.progress(words, catalogue, reader, room, replace(shared, named=few), view)
                yield f"progress in {role}, {what}, {len(few)} names", said


def _every_view(words: Words, catalogue: Catalogue) -> Said:
    """Each page of each role's table, each category, each choice of them, in the channel with the longest name."""
    room, named = ROOMS[1], people(words, catalogue)
    for role in catalogue.roles:
        shared = replace(publications(catalogue, role)["all kinds"], named=named)
        views = [View(role, None, page) for page in range(1, -(-len(skills_of(catalogue, role)) // PAGE) + 2)]
        views += [View(role, each.entry) for each in shelves(catalogue, role)]
        for view in views:
            said = channel.progress(words, catalogue, me(role, None), room, shared, view)
            yield f"progress in {role}, {view.category}, page {view.page}", said
        yield f"filters of {role}", channel.filters(words, catalogue, room, View(role, None, choosing=True))


def _choices(words: Words, room: Channel) -> Said:
    for choice in (ASKED, *CHOICES):
        for some in (_leading(0), _leading(1), _leading(LEADS)):
            yield f"what is shared, {choice}, {len(some)} leads", sharing.ask(words, room, choice, some)
    for choice in CHOICES:
        for name in NAMES:
            yield f"shared {choice} as {name[:8]}", sharing.chosen(words, room, choice, name)


def _leads(words: Words, room: Channel) -> Said:
    reader = me(None, None)
    for count in (0, 1, LEADS):
        for admin in (False, True):
            said = leads.listed(words, reader, room, _leading(count), admin)
            yield f"{count} leads for {'an admin' if admin else 'anybody'}", said
    for what, message in (
        ("a lead named", leads.named(words, reader, room, USERS[0], USERS[1], NOON + TERM)),
        ("a lead removed", leads.removed(words, room, USERS[0])),
    ):
        assert message.post is not None
        yield what, message
        yield f"{what}, as told", message.post.message
    for count in (0, 1, 20):
        looks = [Look(USERS[at % LEADS], NOON, (READ, EXPORT, DIGEST)[at % 3]) for at in range(count)]
        yield f"{count} looks", looked.looked(words, reader, room, looks)


def _files(words: Words, room: Channel) -> Said:
    line = f"progress export {room.external_id} {{}}"
    yield "which file", exported.pick(words, line, f"#{room.name}")
    for form in exported.FORMS:
        file = File(f"rung-{room.name}.{form}", room.name, b"")
        yield f"a file as {form}", exported.sent(words, file, form, line)


def _digests(words: Words, catalogue: Catalogue, room: Channel) -> Said:
    reader = me("mlops-engineer", "senior")
    yield "no digest", digest.ask(words, reader, room, None)
    yield "digest off", digest.off(words, room)
    for place in (ME, CHANNEL):
        wanted = Digest(place, "Asia/Taipei", 2, 23 * 60 + 59, NOON)
        yield f"digest asked, {place}", digest.ask(words, reader, room, wanted)
        yield f"digest on, {place}", digest.on(words, reader, room, wanted)
        for role in catalogue.roles:
            for what, shared in publications(catalogue, role).items():
                message = digest.digest(words, catalogue, reader, room, shared, role, place, frozenset())
                yield f"digest in {role}, {what}, to {place}", message


def _many(words: Words) -> Said:
    """Where several channels are chosen from."""
    for count in (0, 1, 40):
        rooms = [replace(ROOMS[at % 3], id=at, external_id=f"C{at:010d}") for at in range(count)]
        mine = [Mine(each, (ASKED, *CHOICES)[each.id % 4], NOON) for each in rooms]
        yield f"shared in {count} channels", sharing.all_mine(words, mine)
        yield f"{count} channels led", leads.led(words, rooms)
        yield f"who looked, of {count} channels", looked.which(words, rooms)


def _own(words: Words, catalogue: Catalogue) -> Said:
    """Everybody's own progress."""
    asked = sharing.invitation(words, ROOMS[1])
    yield "which file of my own", exported.pick(words)
    yield "a file of my own", exported.sent(words, File("rung.pdf", "Rung", b""), "pdf")
    for role, level in standings(catalogue):
        reader = me(role, level)
        for what, depths in depth_sets(catalogue, role).items():
            for moved in (Moved(NOON, {}, (), ()), _moved(words, catalogue, depths)):
                rooms, question = (ROOMS * 2, asked) if moved.labs else ((), ())
                said = progress.progress(words, catalogue, reader, depths, moved, rooms, question)
                yield f"own progress of {role} {level} who said {what}, {len(moved.depths)} moves", said


def _moved(words: Words, catalogue: Catalogue, depths: Mapping[str, str]) -> Moved:
    """A month in which a lot happened."""
    moves = dict.fromkeys(longest(words, catalogue), (None, "working")) | {"mlflow": ("expert", None)}
    gone = evidence_of({GONE: "working"})
    labs = [started(each, number, "done" if number % 2 else "open") for number, each in enumerate(catalogue.labs)]
    return Moved(NOON, moves, [*evidence_of(depths), *gone], labs)


def _leading(count: int) -> list[Lead]:
    return [Lead(each, NOON, NOON + TERM) for each in USERS[:count]]


def people(words: Words, catalogue: Catalogue) -> list[Named]:
    """A crowd of people with awkward names: at everything with the longest names, at one thing, and at nothing."""
    skills = (*longest(words, catalogue), GONE)
    at = (skills, skills[:1], ())
    return [Named(NAMES[-1 - each % len(NAMES)], at[each % 3]) for each in range(CROWD)]


def publications(catalogue: Catalogue, role: str) -> dict[str, Shared]:
    """A role's skills in every band there is, alone and after another publication."""
    skills = skills_of(catalogue, role)
    few, some, many, two = (_bands(skills, (each,)) for each in (*FINE, "two"))
    mixed, turned = _bands(skills, FINE), _bands(skills, FINE[::-1])
    coarse = _bands(skills, ("few", "two"))
    return {
        "nobody at anything": _shared(few),
        "five at everything": _shared(many, many),
        "risen": _shared(many, few),
        "fallen": _shared(few, many),
        "all kinds": _shared(mixed, turned),
        "few counted": _shared(coarse),
        "few counted, two at everything": _shared(two, few),
        "few counted after many": _shared(coarse, some),
        "many counted after few": _shared(mixed, coarse),
    }


def _shared(now: Bands, before: Bands | None = None) -> Shared:
    earlier = Publication(before, NOON - WEEK, "2025.12") if before is not None else None
    return Shared(Publication(now, NOON, "2026.03"), earlier)


def _bands(skills: Sequence[str], bands: tuple[Band, ...]) -> Bands:
    """These bands dealt out to the skills in turn; labs are done where the skills are had."""
    dealt = {skill: bands[at % len(bands)] for at, skill in enumerate(skills)}
    had = {skill: band for skill, band in dealt.items() if band != "few"}
    coarse = "two" in bands
    return Bands(PEOPLE[0] if coarse else PEOPLE[-1], coarse, had, had)
