"""A file of somebody's own path or of a channel they lead: which format, and that it is on its way."""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages.elements import Button, Buttons, File, Heading, Message, Note, Text
from bot.words import Words

FORMS: Mapping[str, str] = {
    "pdf": "exported-pdf", "xlsx": "exported-xlsx", "csv": "exported-csv", "md": "exported-md",
}  # fmt: skip
LINE = "progress export {}"


def pick(words: Words, line: str = LINE, title: str | None = None) -> Message:
    """Which format; `line` hands the file over, with the format in place of its braces."""
    heading = title or words("exported-title")
    said = words("exported-pick")
    buttons = Buttons(tuple(Button(words(label), line.format(form)) for form, label in FORMS.items()))
    return Message(heading, (Heading(heading), Text.of(said), buttons, Note.of(words("exported-private"))))


def sent(words: Words, file: File, form: str, line: str = LINE) -> Message:
    """The file goes into the reader's own conversation; the other formats are a tap away."""
    said = words("exported-sent", file=file.name)
    others = tuple(Button(words(label), line.format(other)) for other, label in FORMS.items() if other != form)
    return Message(said, (Text.of(said), Buttons(others), Note.of(words("exported-private"))), files=(file,))
