"""My data: what is promised, everything kept as files, and the two steps to be gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.messages.elements import Bullets, Button, Buttons, File, Heading, Message, Note, Text
from bot.messages.mydata_text import Reader
from bot.words import Words
from skills.catalogue import Catalogue
from storage.members import Me

# What is promised, each line with the code that keeps it; storage/ is where it is enforced.
PROMISES = (
    "privacy-only-you", "privacy-nobody-changes", "privacy-no-leads", "privacy-apart", "privacy-confirm",
    "privacy-no-pay", "privacy-messages", "privacy-logs", "privacy-leave",
)  # fmt: skip

Rows = Mapping[str, list[dict[str, Any]]]


def privacy(words: Words) -> Message:
    """The promises, twelve lines at most with their heading and their code."""
    heading = words("privacy-title")
    items = tuple((words(each),) for each in PROMISES)
    ways = Buttons((Button(words("button-export"), "rung export"), Button(words("button-delete"), "rung delete me")))
    code = Note.of(words("privacy-code"))
    return Message(heading, (Heading(heading), Bullets("", items), code, ways))


def export(words: Words, catalogue: Catalogue, me: Me, rows: Rows) -> Message:
    """Two files for the reader: all rows as JSON, and the same to read."""
    said = words("export-sent")
    kept = {"catalogue": catalogue.version, **rows}
    read = [words("export-text"), words("privacy-only-you"), *Reader(words, catalogue, me).lines(rows)]
    files = (
        File("rung.json", words("export-json"), json.dumps(kept, ensure_ascii=False, indent=1).encode()),
        File("rung.txt", words("export-text"), "\n".join(read).encode()),
    )
    return Message(said, (Text.of(said), Note.of(words("export-note"))), files=files)


def confirm_leaving(words: Words, rows: Rows) -> Message:
    """The first step: what will be gone, counted."""
    heading = words("delete-title")
    items = tuple((words(f"table-{name}") + words("colon") + str(len(each)),) for name, each in rows.items() if each)
    ways = Buttons(
        (
            Button(words("delete-yes"), "rung delete me for good", "primary"),
            Button(words("button-export"), "rung export"),
            Button(words("delete-no"), "level"),
        )
    )
    note = Note.of(words("delete-note"))
    return Message(
        heading, (Heading(heading), Text.of(words("delete-text")), Bullets(words("delete-goes"), items), ways, note)
    )


def left(words: Words, discard: tuple[str, ...]) -> Message:
    """The second step is done; `discard` are the pictures Slack still keeps for us."""
    said = words("delete-done")
    return Message(said, (Text.of(said), Note.of(words("delete-files-note"))), discard=discard, left=True)
