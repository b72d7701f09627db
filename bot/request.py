"""What a command receives, and what people are told when it cannot be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from bot.outside import Outside
from bot.words import Words
from skills.catalogue import Catalogue
from skills.lookup import Lookup
from storage.database import Session
from storage.members import Me, Who


@dataclass(frozen=True, slots=True)
class Request:
    """One line from one person. `line` is what follows the command's own word; `now` is aware and in UTC.

    `who` is how the platform names them, `outside` what was looked up there when the command wants something of it.
    """

    line: str
    session: Session
    me: Me
    words: Words
    catalogue: Catalogue
    lookup: Lookup
    now: dt.datetime
    who: Who | None = None
    outside: Outside | None = None


class Sorry(Exception):  # noqa: N818  # it is what we say
    """Something a person should be told; `sentence` names it in the language files, `lines` are ways on."""

    def __init__(self, sentence: str, lines: tuple[str, ...] = (), **facts: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.lines = lines
        self.facts = facts
