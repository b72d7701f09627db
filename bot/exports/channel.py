"""A channel's publication as a file: the same bands as on the screen, of the same day and catalogue."""

from __future__ import annotations

import re

from bot.exports.document import Document, Sheet
from bot.messages.channel_parts import columns, facts, rows
from bot.when import day
from bot.words import Words
from skills.catalogue import Catalogue
from skills.coverage import shelved
from storage.channels import Channel
from storage.members import Me
from storage.publications import Shared


def document(words: Words, catalogue: Catalogue, me: Me, channel: Channel, shared: Shared, role: str) -> Document:
    """Every skill of a role with its band. Nobody is named: a file travels further than whoever agreed to be shown."""
    assert shared.publication is not None, "checked by the caller"
    title = words("channel-title", channel=channel.name)
    about = tuple(label + words("colon") + said for label, said in facts(words, catalogue, me, shared, role).pairs)
    made_on = day(words, me.zone, shared.publication.made_at)
    stamp = f"{words('card-version', version=shared.publication.catalogue)} · {made_on}"
    sheets = (_skills(words, catalogue, shared, role),)
    return Document(_file_name(channel), title, (*about, words("channel-note")), stamp, sheets, words.language)


def _skills(words: Words, catalogue: Catalogue, shared: Shared, role: str) -> Sheet:
    every = tuple(
        (shelf.names.in_(words.language), *row)
        for shelf in shelved(catalogue, role)
        for row in rows(words, catalogue, shared, role, shelf.entry)
    )
    return Sheet(
        words("channel-sheet"), (words("channel-column-category"), *columns(words)), every, wide=1, grouped=True
    )


def _file_name(channel: Channel) -> str:
    """In ASCII letters, whatever the channel is called."""
    letters = re.sub(r"[^a-z0-9]+", "-", channel.name.casefold()).strip("-")
    return f"rung-{letters or channel.external_id.casefold()}"
