"""The code that a passed check prints: it tells its minute and its person, and only the start it came from made it.

It shows when somebody changed it or handed it on; it is no proof against somebody who reads the check's own files.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import hmac
import re
from dataclasses import dataclass

from skills.labs.packing import Ticket

LIVES = dt.timedelta(hours=24)
AHEAD = dt.timedelta(hours=1)  # by which a laptop's clock may be wrong
EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_SHAPE = re.compile(r"[A-Z2-7]{16}")
_BETWEEN = re.compile(r"[\s\-‐-―−_]+")  # whatever a chat makes of a hyphen


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it was read: when it was made, four hexadecimal digits of whom for, and what proves both."""

    at: dt.datetime
    person: str
    mac: bytes

    @property
    def minute(self) -> int:
        """Minutes since the epoch of codes."""
        return int((self.at - EPOCH).total_seconds()) // 60


def read(typed: str) -> Code | None:
    """The code somebody typed or pasted; None when it has not the shape of one."""
    letters = _BETWEEN.sub("", typed.strip().strip("`")).upper()
    if not _SHAPE.fullmatch(letters):
        return None
    try:
        raw = base64.b32decode(letters)
    except binascii.Error:  # pragma: no cover  # the shape leaves nothing that cannot be decoded
        return None
    return Code(EPOCH + dt.timedelta(minutes=int.from_bytes(raw[:3], "big")), raw[3:5].hex(), raw[5:])


def person_of(workspace_id: int, member_id: int) -> str:
    """The four hexadecimal digits that tell people apart in codes."""
    return hashlib.sha256(f"{workspace_id}/{member_id}".encode()).digest()[:2].hex()


def made_by(code: Code, ticket: Ticket, lab: str, version: int) -> bool:
    """Whether the check of this start made this code; what it signs is the same in seeds/labs/_kit/rung_check.py."""
    signed = f"{ticket.person}|{lab}|{version}|{code.minute}".encode()
    mac = hmac.new(bytes.fromhex(ticket.key), signed, hashlib.sha256).digest()
    return code.person == ticket.person and hmac.compare_digest(mac[: len(code.mac)], code.mac)
