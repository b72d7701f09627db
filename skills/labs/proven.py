"""Which labs changed since their checks were last proven: seeds/labs/_proven/<id> holds a hash of what was proven."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from skills.labs.packing import kit_of
from skills.labs.shelf import Lab


def changed_since(labs: Sequence[Lab]) -> list[Lab]:
    """The labs whose content is not the one that was proven; the words of other languages do not count."""
    return [lab for lab in labs if _noted(lab) != content_hash(lab)]


def note_proven(lab: Lab) -> None:
    """Write down that this content was proven."""
    note = _note(lab)
    if _noted(lab) != content_hash(lab):
        note.parent.mkdir(exist_ok=True)
        note.write_text(content_hash(lab) + "\n", encoding="utf-8")


def share_of(labs: Sequence[Lab], size: int, day: dt.date) -> list[Lab]:
    """`size` labs, others each day, so that every lab has its turn before one comes again."""
    if not labs or size < 1:
        return []
    begin = day.toordinal() * size
    return [labs[(begin + offset) % len(labs)] for offset in range(min(size, len(labs)))]


def content_hash(lab: Lab) -> str:
    """A hash of everything a proof depends on: facts, English words, files, check and the kit."""
    digest = hashlib.sha256()
    files = [path for path in lab.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    files = [path for path in files if path.parent != lab.folder or path.name not in ("zh-Hant.yml", "zh-Hans.yml")]
    for path in sorted([*files, kit_of(lab) / "rung_check.py"]):
        digest.update(f"{path.relative_to(lab.folder.parent).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _noted(lab: Lab) -> str:
    try:
        return _note(lab).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _note(lab: Lab) -> Path:
    return lab.folder.parent / "_proven" / lab.id
