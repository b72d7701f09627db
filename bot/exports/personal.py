"""A person's own path and matrix as a document: the same facts, in the same words, as their cards and /gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.exports import personal_matrix, personal_path
from bot.exports.document import Document
from bot.messages.level import level_in_full
from bot.when import day, known_zone
from bot.words import Words
from skills.catalogue import Catalogue
from storage.depths import Said
from storage.evidence import Evidence
from storage.members import Me


def personal(
    words: Words,
    catalogue: Catalogue,
    me: Me,
    said: Mapping[str, Said],
    found: Sequence[Evidence],
    wished: Mapping[str, str],
    now: dt.datetime,
) -> Document:
    """The path to the next level and the matrix with one's own depths; without a role only what one set.

    `said` are the person's depths, `found` the evidence for them, `wished` their wishes that hold at `now`.
    """
    depths = {skill: each.depth for skill, each in said.items()}
    path = personal_path.path(words, catalogue, me, depths, wished) if me.role else None
    matrix = personal_matrix.matrix(words, catalogue, me, said, found)
    notes = [*_where(words, catalogue, me), *(path.remarks if path else [])]
    notes += [*personal_matrix.notes(words, catalogue, me), words("exported-private")]
    stamp = f"{words('card-version', version=catalogue.version)} · {day(words, me.zone, now)}"
    name = f"rung-{now.astimezone(known_zone(me.zone)):%Y-%m-%d}"
    sheets = (path.sheet, matrix) if path else (matrix,)
    return Document(name, words("exported-title"), tuple(notes), stamp, sheets, words.language)


def _where(words: Words, catalogue: Catalogue, me: Me) -> list[str]:
    """Role and level; nothing is assumed where they are not set."""
    unset = words("card-depth-unknown")
    if me.role is None:
        return [words("level-role-is") + words("colon") + unset]
    said = [words("level-role-is") + words("colon") + catalogue.roles[me.role].names.in_(words.language)]
    if catalogue.roles[me.role].schemes:
        level = level_in_full(words, catalogue, me.role, me.level) if me.level else unset
        said.append(words("level-level-is") + words("colon") + level)
    return said
