"""What is said of what was: the history and snapshots, evidence and wishes, the zone, and everything kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from bot.messages import confirming, mydata, past, saved, wishing, zone
from bot.messages.check import PASS
from bot.messages.elements import Message
from bot.words import Words
from skills.catalogue import Catalogue
from skills.library import Library
from skills.selfcheck import QUESTIONS
from skills.shapes import DEPTHS
from skills.shelving import FORM
from storage.confirmations import Asked
from storage.evidence import Evidence
from storage.history import Batch, Change
from storage.leaving import personal_tables
from storage.snapshots import Snapshot
from tests.house.sentences import HOLES
from tests.rules.people import GONE, NOON, UNDO, depth_sets, longest, me, standings

Said = Iterator[tuple[str, Message]]
ZONES = ("Asia/Taipei", "America/Argentina/ComodRivadavia", "Nowhere/At_All", "UTC")
EVIDENCE: tuple[tuple[str, str | None], ...] = (("lab", None), ("peer", "U0BOB0000"))


def kept(words: Words, library: Library) -> Said:
    """Each of them, in the longest way they get."""
    catalogue = library.catalogue
    yield from _past(words, catalogue)
    yield from _confirming(words, catalogue)
    yield from _wishing(words, catalogue)
    yield from _zones(words)
    yield from _mydata(words, catalogue)


def _past(words: Words, catalogue: Catalogue) -> Said:
    batches, snapshots = _batches(words, catalogue), _snapshots(catalogue)
    reader = me("mlops-engineer", "senior")
    yield (
        "history",
        past.history(words, catalogue, reader, batches[:8], snapshots[:5], UNDO),
    )
    yield "history, the rest", past.history(words, catalogue, reader, batches[8:], [], None)
    yield "history of nothing", past.history(words, catalogue, me(None, None), [], [], None)
    for each in snapshots:
        yield f"snapshot {each.number}", past.snapshot(words, reader, each)
    yield "undone already", saved.undone_already(words)
    yield from ((f"undone {each.why}", saved.undone(words, catalogue, each)) for each in batches)


def _batches(words: Words, catalogue: Catalogue) -> list[Batch]:
    """A batch of each kind, a form filled in whole among them; some undone, some of what the catalogue lost."""
    depths = [Change(skill, "awareness", "skip") for skill in longest(words, catalogue)]
    changes = {
        "everything": depths,
        "form": depths[:FORM],
        "depth": [Change("docker", None, "working"), Change(GONE, "expert", None), Change("mlflow", "none", "none")],
        "role": [Change("role:mlops-engineer", None, "senior"), Change("role", None, "mlops-engineer")],
        "level": [Change("role:mlops-engineer", "", "roadmap-middle")],
        "drop": [Change("role:llm-engineer", "lead", None), Change("role", "llm-engineer", None)],
        "lost role": [Change("role:wizard", "apprentice", "grand master"), Change("role", "wizard", "mlops-engineer")],
    }
    kinds = HOLES["history-"]
    undone = (None, NOON, None)
    return [
        Batch(100 - at, kinds[at % len(kinds)], NOON - dt.timedelta(days=at), undone[at % 3], tuple(each))
        for at, each in enumerate([*changes.values(), *changes.values()])
    ]


def _snapshots(catalogue: Catalogue) -> list[Snapshot]:
    """Of somebody without a role, of every standing with all they said, and with five picks."""
    asked = [entry.id for entry in catalogue.entries.values() if entry.depths is not None][:QUESTIONS]
    picks = dict(zip(asked, ("1", "4", "none", "skip", PASS), strict=False))
    contents = [past.content_of(catalogue, me(None, None), {}, {})]
    for role, rung in standings(catalogue):
        said = depth_sets(catalogue, role).values()
        contents += [past.content_of(catalogue, me(role, rung), depths, picks) for depths in said]
    return [Snapshot(number, NOON, content) for number, content in enumerate(contents, 1)]


def _confirming(words: Words, catalogue: Catalogue) -> Said:
    concepts = [entry for entry in catalogue.entries.values() if entry.is_concept]
    for entry in concepts[::7]:
        for depth in DEPTHS:
            yield f"code for {entry.id}", confirming.code(words, entry, depth, "7QK2M4XJ9B")
            asked = Asked("7QK2M4XJ9B", entry.id, depth, "U0BOB0000", NOON)
            yield f"asked about {entry.id}", confirming.question(words, entry, asked)
    for seen, stays in ((True, True), (True, False), (False, False)):
        yield f"answered {seen} {stays}", confirming.answered(words, seen, stays)
    reader, names = me("mlops-engineer", "senior"), longest(words, catalogue)[:FORM]
    found = [Evidence(each, kind, "working", NOON, "c1", by) for each in names for kind, by in EVIDENCE]
    waiting = [Asked("7QK2M4XJ9B", each, "advanced", "U0BOB0000", NOON) for each in (*names, GONE)]
    yield "evidence", confirming.evidence(words, catalogue, reader, found, waiting)
    yield "evidence of nothing", confirming.evidence(words, catalogue, reader, [], [])


def _wishing(words: Words, catalogue: Catalogue) -> Said:
    entry = catalogue[longest(words, catalogue)[0]]
    for wish in HOLES["wish-"]:
        yield f"wished {wish}", wishing.wished(words, entry, wish, NOON if wish == "later" else None, "Asia/Taipei")
    yield "wish dropped", wishing.dropped(words, entry)
    many = dict.fromkeys(longest(words, catalogue)[:200], "more") | {GONE: "goal"}
    yield "two hundred wishes", wishing.wishes(words, catalogue, many, 3)


def _zones(words: Words) -> Said:
    for own, platform in ((None, None), (None, "Asia/Taipei"), *((each, "Asia/Taipei") for each in ZONES)):
        reader = replace(me(None, None), own_zone=own, time_zone=platform)
        yield f"zone {own} {platform}", zone.pick(words, reader, NOON)
    for each in ZONES:
        yield f"zone {each} saved", zone.saved(words, each, NOON)
        yield f"zone {each} followed", zone.follows(words, each, NOON)


def _mydata(words: Words, catalogue: Catalogue) -> Said:
    rows = {each.name: [{"text": "x", "nothing": None}] * 1_000 for each in personal_tables()}
    depth = {"skill": "docker", "depth": "working", "set_at": "2026-03-02T12:00:00+00:00"}
    mine = {"members": [{"locale": "en-US"}], "depths": [depth, depth | {"skill": "gone"}]}
    yield "privacy", mydata.privacy(words)
    yield "export", mydata.export(words, catalogue, me("mlops-engineer", "middle"), mine)
    yield "delete", mydata.confirm_leaving(words, rows)
    yield "delete nothing", mydata.confirm_leaving(words, {each: [] for each in rows})
    yield "deleted", mydata.left(words, ("F0123",))
