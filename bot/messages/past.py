"""What somebody changed and when, and snapshots that stay as they were."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.messages.check import depth_of, sentence_of
from bot.messages.elements import Bullets, Button, Buttons, Element, Heading, Message, Note, Piece, Strong, Text
from bot.messages.saved import subject, value_of
from bot.when import day, moment
from bot.words import LANGUAGES, Words, words_in
from skills.catalogue import Catalogue
from skills.shapes import Text as Names
from storage.history import Batch
from storage.members import Me
from storage.snapshots import Snapshot

NAMED = 24  # changes of one action that are named, as many as a form has; the rest is counted


def history(
    words: Words, catalogue: Catalogue, me: Me, batches: list[Batch], snapshots: list[Snapshot], undoable: str | None
) -> Message:
    """The latest changes, newest first; `undoable` is the batch that can still be taken back."""
    heading = words("history-title")
    elements: list[Element] = [Heading(heading)]
    elements += [_batch(words, catalogue, me, batch) for batch in batches]
    if not batches:
        elements.append(Text.of(words("history-none")))
    ways = [Button(words("button-undo"), f"level undo {undoable}", "primary")] if undoable is not None else []
    ways += [Button(words("button-take-snapshot"), "level snapshot"), Button(words("button-where"), "level")]
    elements.append(Buttons(tuple(ways)))
    if snapshots:
        elements.append(Text.of(Strong(words("history-snapshots"))))
        labels = (
            (each, words("snapshot-title", number=each.number, day=day(words, me.zone, each.at))) for each in snapshots
        )
        elements.append(Buttons(tuple(Button(label, f"level snapshot {each.number}") for each, label in labels)))
    elements.append(Note.of(words("history-note")))
    return Message(heading, tuple(elements))


def _batch(words: Words, catalogue: Catalogue, me: Me, batch: Batch) -> Bullets:
    title = words("history-batch", moment=moment(words, me.zone, batch.at), why=words(f"history-{batch.why}"))
    if batch.undone_at is not None:
        title = words("history-undone", batch=title)
    items = []
    for each in batch.changes[:NAMED]:
        before, after = (value_of(words, catalogue, each, value) for value in (each.before, each.after))
        span = after if before == after else words("gaps-span", have=before, to=after)
        items.append((subject(words, catalogue, each) + words("colon") + span,))
    if len(batch.changes) > NAMED:
        items.append((words("calculator-more", count=len(batch.changes) - NAMED),))
    return Bullets(title, tuple(items))


def content_of(catalogue: Catalogue, me: Me, depths: Mapping[str, str], picks: Mapping[str, str]) -> str:
    """A snapshot's content: names and sentences of now in every language, so that it needs no catalogue later."""
    role = catalogue.roles[me.role] if me.role else None
    level = catalogue.level(me.role, me.level) if me.role and me.level else None
    kept = {
        "catalogue": catalogue.version,
        "role": _in_all(role.names) if role else None,
        "level": _in_all(level.names) if level else None,
        "answers": [_answer(catalogue, skill, pick) for skill, pick in picks.items() if depth_of(skill, pick)],
        "depths": [
            {"name": _in_all(catalogue[skill].names), "depth": depth}
            for skill, depth in sorted(depths.items(), key=lambda each: each[0])
            if skill in catalogue.entries
        ],
    }
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def snapshot(words: Words, me: Me, kept: Snapshot) -> Message:
    """A snapshot as it was taken; the catalogue of today has no say in it."""
    content = json.loads(kept.content)
    heading = words("snapshot-title", number=kept.number, day=day(words, me.zone, kept.at))
    elements: list[Element] = [Heading(heading)]
    for sentence in ("role", "level"):
        if content[sentence] is not None:
            told = words("colon") + content[sentence][words.language]
            elements.append(Text.of(Strong(words(f"level-{sentence}-is")), told))
    if content["answers"]:
        elements.append(Bullets(words("snapshot-answers"), tuple(_said(words, content["answers"]))))
    if content["depths"]:
        elements.append(Bullets(words("level-depths-are"), tuple(_said(words, content["depths"]))))
    elements.append(Buttons((Button(words("button-history"), "level history"),)))
    elements.append(Note.of(words("snapshot-note"), words("stop"), words("card-version", version=content["catalogue"])))
    return Message(heading, tuple(elements))


def _said(words: Words, rows: list[dict[str, Any]]) -> Iterator[tuple[Piece, ...]]:
    for row in rows:
        sentence = row.get("sentence")
        told = words("dash") + sentence[words.language] if sentence else ""
        yield Strong(row["name"][words.language]), words("colon") + words(f"depth-{row['depth']}") + told


def _answer(catalogue: Catalogue, skill: str, pick: str) -> dict[str, Any]:
    entry = catalogue[skill]
    sentences = {each: sentence_of(words_in(each), entry, pick) for each in LANGUAGES}
    return {
        "name": _in_all(entry.names),
        "depth": depth_of(skill, pick),
        "sentence": sentences if any(sentences.values()) else None,
    }


def _in_all(names: Names) -> dict[str, str]:
    return {each: names.in_(each) for each in LANGUAGES}
