"""Codes: what the check on the laptop prints is what we read, and nothing else is."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from skills.labs import codes
from skills.labs.packing import Ticket, files_of
from skills.library import Library

LAB = "structured-logging-working"
TICKET = Ticket("a1b2", "00112233445566778899aabbccddeeff")
NO_CHECKS = "from rung_check import main\nmain()\n"


def printed(library: Library, folder: Path, ticket: Ticket | None = TICKET) -> str:
    """What a check prints when everything is met: here it asks for nothing."""
    for name, content in files_of(library.catalogue.labs.by_id[LAB], "en", ticket).items():
        (folder / name).write_bytes(content)
    lab = json.loads((folder / "lab.json").read_text())
    (folder / "lab.json").write_text(json.dumps(lab | {"checks": [], "tools": []}))
    (folder / "check.py").write_text(NO_CHECKS)
    ran = subprocess.run([sys.executable, "check.py"], cwd=folder, capture_output=True, text=True, check=True)
    return ran.stdout


def test_the_code_of_a_check_is_read_as_what_it_says(library: Library, tmp_path: Path) -> None:
    before = dt.datetime.now(dt.UTC)
    typed = printed(library, tmp_path).split()[-1]
    code = codes.read(typed)
    assert code is not None
    assert before - dt.timedelta(minutes=1) <= code.at <= dt.datetime.now(dt.UTC)
    assert code.person == TICKET.person
    assert codes.made_by(code, TICKET, LAB, 1)
    for other in (("x", 1), (LAB, 2)):
        assert not codes.made_by(code, TICKET, *other)
    assert not codes.made_by(code, Ticket("a1b3", TICKET.key), LAB, 1)
    assert not codes.made_by(code, Ticket(TICKET.person, TICKET.key[::-1]), LAB, 1)


def test_each_letter_counts(library: Library, tmp_path: Path) -> None:
    typed = printed(library, tmp_path).split()[-1]
    for at, letter in enumerate(typed):
        if letter != "-":
            other = codes.read(typed[:at] + ("Z" if letter != "Z" else "Y") + typed[at + 1 :])
            assert other is None or not codes.made_by(other, TICKET, LAB, 1), at


@pytest.mark.parametrize("wrap", ["{}", " {} ", "`{}`", "{}\n"])
@pytest.mark.parametrize("between", ["-", "", " ", "–", "\u2011"])
def test_a_code_survives_the_way_through_a_chat(wrap: str, between: str) -> None:
    typed = wrap.format(between.join(["AAAA", "BBBB", "CCCC", "2345"]))
    assert codes.read(typed) == codes.read("aaaabbbbcccc2345") is not None


@pytest.mark.parametrize("typed", ["", "done", "AAAA-BBBB-CCCC", "AAAA-BBBB-CCCC-01", "AAAA-BBBB-CCCC-2345-6", "我"])
def test_what_is_no_code(typed: str) -> None:
    assert codes.read(typed) is None


def test_a_copy_from_the_command_line_has_no_code(library: Library, tmp_path: Path) -> None:
    assert "so it has no code" in printed(library, tmp_path, None)


def test_people_are_told_apart() -> None:
    assert len({codes.person_of(1, member) for member in range(1, 200)}) > 195
    assert codes.person_of(1, 12) != codes.person_of(11, 2)
