"""What somebody unpacks on their laptop: a lab's files, its steps to read, and its check with the sentences for it."""

from __future__ import annotations

import functools
import io
import json
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from skills.labs.lab_files import LANGUAGES
from skills.labs.reading_page import page
from skills.labs.shelf import Lab

_EPOCH = (2026, 1, 1, 0, 0, 0)  # archives of the same content are the same bytes


@dataclass(frozen=True, slots=True)
class Ticket:
    """What binds a code to a person: `person` is four hexadecimal digits, `key` the secret of this start, in hex."""

    person: str
    key: str


def files_of(lab: Lab, language: str, ticket: Ticket | None = None) -> dict[str, bytes]:
    """Every file of the lab for a reader of `language`, by its path; without a ticket its check gives no code."""
    files = {"README.md": page(lab, language).encode()}
    files |= in_language(lab.folder / "start", language)
    if lab.checked:
        files["check.py"] = (lab.folder / "check.py").read_bytes()
        files["rung_check.py"] = (kit_of(lab) / "rung_check.py").read_bytes()
        files["lab.json"] = json.dumps(_for_the_check(lab, language, ticket), ensure_ascii=False, indent=1).encode()
    return files


def archive(lab: Lab, language: str, ticket: Ticket | None = None) -> bytes:
    """The files as a ZIP with one folder named after the lab; every system unpacks it without another tool."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(files_of(lab, language, ticket).items()):
            packed.writestr(zipfile.ZipInfo(f"{lab.id}/{name}", _EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def in_language(folder: Path, language: str) -> dict[str, bytes]:
    """The files below a folder, by path; of `brief.en.md` and `brief.zh-Hant.md` the reader's own, as `brief.md`."""
    found: dict[str, bytes] = {}
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and "__pycache__" not in each.parts):
        name = path.relative_to(folder).as_posix()
        spoken = next((each for each in LANGUAGES if f".{each}." in path.name), None)
        if spoken is None or spoken == language:
            found[name if spoken is None else name.replace(f".{spoken}.", ".")] = path.read_bytes()
    return found


def kit_of(lab: Lab) -> Path:
    """The folder of what every checked lab carries."""
    return lab.folder.parent / "_kit"


def _for_the_check(lab: Lab, language: str, ticket: Ticket | None) -> dict[str, object]:
    words = lab.words(language)
    asked = {check: said for step in words.steps.values() for check, said in step.must.items()}
    checks = [{"id": each.id, "asked": asked[each.id], "hint": each.hint} for each in lab.facts.checks]
    return {
        "id": lab.id,
        "version": lab.facts.version,
        "checks": checks,
        "hints": list(words.hints),
        "says": {id_: said.model_dump() for id_, said in words.says.items()},
        "tools": [{"name": tool.name, "version": tool.version} for tool in lab.facts.tools if tool.registry == "pypi"],
        "ticket": asdict(ticket) if ticket else None,
        "kit": _kit_words(kit_of(lab) / f"{language}.yml"),
    }


@functools.cache
def _kit_words(path: Path) -> dict[str, object]:
    words: dict[str, object] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
