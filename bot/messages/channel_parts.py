"""The parts of a channel's progress that its message, its weekly digest and its files share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.messages.chart import Heat, Tile, TileGroup
from bot.messages.elements import Bullets, Button, Buttons, Element, Facts, Note, Piece, Strong, Table
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue
from skills.coverage import falling, moved, rising, shelved
from storage.bands import Band
from storage.channels import Channel
from storage.members import Me
from storage.publications import Named, Shared

PAGE = 14  # rows of the table on a screen: four pages for 56 skills
NAMED = 15  # people by name on a screen; more of them are counted
NAME = 40  # characters of a name, so that a screen has room for what stands below
SKILLS = 6  # skills named behind a name on a screen
LABEL = 70  # characters of a button
ALT = 2000  # characters of a picture's words


@dataclass(frozen=True, slots=True)
class View:
    """What of a channel to show: a role's skills, one of its categories (an entry's id) or all, a page of the table."""

    role: str
    category: str | None
    page: int = 1
    choosing: bool = False


def band_said(words: Words, band: str) -> str:
    """A band as the reader reads it ("2–4")."""
    return words(f"band-{band}")


def channel_button(channel: Channel, line: str) -> Button:
    """A button with a channel's name, as much of it as a button shows."""
    return Button(_short(f"#{channel.name}", LABEL), line)


def nothing_to_say(words: Words, channel: Channel) -> str:
    """The one refusal, for every reason there is."""
    return words("channel-no-sums", channel=channel.name)


def facts(words: Words, catalogue: Catalogue, me: Me, shared: Shared, role: str) -> Facts:
    """Of how many people, of when, of which role's skills, and what moved since the publication before."""
    assert shared.publication is not None, "checked by the caller"
    now = shared.publication
    pairs = [
        (words("channel-counted"), words("channel-at-least", count=now.bands.people)),
        (words("channel-as-of"), day(words, me.zone, now.made_at)),
        (words("channel-skills-of"), catalogue.roles[role].names.in_(words.language)),
    ]
    if shared.before is not None:
        skills = shared.before.bands.skills, now.bands.skills
        up, down = len(rising(catalogue, role, *skills)), len(falling(catalogue, role, *skills))
        since = words("channel-since", day=day(words, me.zone, shared.before.made_at))
        pairs.append((since, words("channel-moved", up=up, down=down)))
    return Facts(tuple(pairs))


def heat(
    words: Words, catalogue: Catalogue, title: str, shared: Shared, role: str, category: str | None = None
) -> Heat:  # fmt: skip
    """The picture: a tile for each skill of the role, or of one of its categories."""
    assert shared.publication is not None, "checked by the caller"
    groups = tuple(
        TileGroup(
            shelf.names.in_(words.language), tuple(_tile(words, catalogue, shared, skill) for skill in shelf.skills)
        )
        for shelf in shelved(catalogue, role, category)
    )
    groups = _at_most(groups, 60)
    bands: tuple[Band, ...] = ("few", "two") if shared.publication.bands.coarse else ("few", "some", "many")
    key = [(Tile("", band, band_said(words, band)), words(f"band-means-{band}")) for band in bands]
    if any(tile.moved for group in groups for tile in group.tiles):
        key += [(Tile("", "few", "", 1), words("heat-rose")), (Tile("", "few", "", -1), words("heat-fell"))]
    lines = [f"{group.label}{words('colon')}{_listed(words, group)}" for group in groups]
    alt = words("list-semicolon").join([title, *lines])
    return Heat(title, groups, tuple(key), alt if len(alt) <= ALT else alt[: ALT - 1] + "…")


def rows(words: Words, catalogue: Catalogue, shared: Shared, role: str, category: str | None) -> list[tuple[str, ...]]:
    """Skill, band, and what became of it since the publication before, in the document's order."""
    return [
        (tile.label, tile.said, words(f"moved-{_way(tile.moved)}") if shared.before is not None else "–")
        for shelf in shelved(catalogue, role, category)
        for tile in (_tile(words, catalogue, shared, skill) for skill in shelf.skills)
    ]


def columns(words: Words) -> tuple[str, ...]:
    """What the table's columns are."""
    return tuple(words(f"channel-column-{each}") for each in ("skill", "band", "moved"))


def table(words: Words, catalogue: Catalogue, channel: Channel, shared: Shared, view: View) -> Iterator[Element]:
    """One page of the table, and the way to the others."""
    every = rows(words, catalogue, shared, view.role, view.category)
    pages = max(1, -(-len(every) // PAGE))
    page = min(max(1, view.page), pages)
    title = words("channel-table", page=page, pages=pages)
    yield Table(columns(words), tuple(every[(page - 1) * PAGE : page * PAGE]), title)
    line = f"progress {channel.external_id} {view.category or f'role:{view.role}'} page"
    ways = []
    if page < pages:
        ways.append(Button(words("button-more"), f"{line} {page + 1}"))
    if page > 1:
        ways.append(Button(words("button-back"), f"{line} {page - 1}"))
    if ways:
        yield Buttons(tuple(ways))


def named_rows(words: Words, catalogue: Catalogue, named: Sequence[Named]) -> Iterator[Element]:
    """Who chose to be shown by name, in name order; what they are at, never what they are not."""
    if not named:
        return
    items: list[tuple[Piece, ...]] = [
        (Strong(_short(each.name, NAME)), words("colon") + _skills(words, catalogue, each)) for each in named[:NAMED]
    ]
    yield Bullets(words("channel-named"), tuple(items))
    if len(named) > NAMED:
        yield Note.of(words("channel-named-more", count=len(named) - NAMED))


def _skills(words: Words, catalogue: Catalogue, person: Named) -> str:
    known = [catalogue[each].names.in_(words.language) for each in person.skills if each in catalogue.entries]
    if not known:
        return words("channel-named-shares")
    said = known[:SKILLS]
    if len(known) > SKILLS:
        said.append(words("channel-and-more"))
    return words("list-comma").join(said)


def _tile(words: Words, catalogue: Catalogue, shared: Shared, skill: str) -> Tile:
    assert shared.publication is not None, "checked by the caller"
    band = shared.publication.bands.of_skill(skill)
    before = shared.before.bands.of_skill(skill) if shared.before is not None else band
    return Tile(catalogue[skill].names.in_(words.language), band, band_said(words, band), moved(before, band))


def _listed(words: Words, group: TileGroup) -> str:
    return words("list-comma").join(f"{tile.label} {tile.said}" for tile in group.tiles)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _way(by: int) -> str:
    return "up" if by > 0 else "down" if by < 0 else "same"


def _at_most(groups: tuple[TileGroup, ...], tiles: int) -> tuple[TileGroup, ...]:
    """As many groups as a picture holds; the table has them all."""
    shown: list[TileGroup] = []
    for each in groups[:18]:
        room = tiles - sum(len(group.tiles) for group in shown)
        if room > 0:
            shown.append(TileGroup(each.label, each.tiles[:room]))
    return tuple(shown)
