"""Proving a check: which trials there are, what fails a proof, and that nothing run in it has a network."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from skills.labs import proven
from skills.labs.proving import CannotProve, offline, prove
from tests.skills.bench_of_labs import CHECK, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def trials(shelf: Shelf) -> dict[str, str]:
    """What was wrong with each trial; nothing when it went as it should."""
    return {trial.name: trial.wrong for trial in prove(shelf.lab())}


def test_a_check_that_holds(shelf: Shelf) -> None:
    names = ("start", "solution", "near-miss-off", "near-miss-words", "near-miss-none")
    assert trials(shelf) == dict.fromkeys(names, "")


@pytest.mark.parametrize(
    ("file", "content", "trial", "wrong"),
    [
        ("start/answer.txt", "42", "start", "passes, though it should not"),
        ("solution/answer.txt", "40", "solution", "right: other: 40"),
        ("near-miss-off/answer.txt", "42", "near-miss-off", "passes, though it should not"),
        (
            "near-miss-off/answer.txt",
            " ",
            "near-miss-off",
            "should fail right with other; failed right",
        ),
        ("check.py", CHECK.replace('!= "42"', "+ 1"), "near-miss-off", "the check stumbled: The check itself stumbled"),
        ("check.py", "print('hello')", "solution", "check.py ended with 0: hello"),
        ("solution/_solve.py", "raise SystemExit('no luck')", "solution", "_solve.py failed: no luck"),
    ],
)
def test_a_check_that_does_not(shelf: Shelf, file: str, content: str, trial: str, wrong: str) -> None:
    shelf.text(file, content)
    assert trials(shelf)[trial].startswith(wrong), trials(shelf)


def test_a_solution_may_be_something_done(shelf: Shelf) -> None:
    (shelf.folder / "solution" / "answer.txt").unlink()
    shelf.text("solution/_solve.py", "open('answer.txt', 'w').write('42')")
    shelf.change("lab.yml", ("near_misses",), [])
    assert trials(shelf) == {"start": "", "solution": ""}


@pytest.mark.skipif(not offline(), reason="this system cannot switch the network off")
def test_what_is_run_reaches_this_machine_and_nothing_else(shelf: Shelf) -> None:
    shelf.text(
        "solution/_solve.py",
        "import socket\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname(), 5)\n"
        "try:\n"
        "    socket.create_connection(('192.0.2.1', 80), 5)\n"
        "except OSError as error:\n"
        "    open('answer.txt', 'w').write('42' if 'unreachable' in str(error) else str(error))\n",
    )
    shelf.change("lab.yml", ("near_misses",), [])
    assert trials(shelf)["solution"] == ""


def test_tools_that_cannot_be_had_are_named(shelf: Shelf) -> None:
    shelf.change("lab.yml", ("tools",), [{"registry": "pypi", "name": "not a name!", "version": "1"}])
    with pytest.raises(CannotProve, match="not a name!"):
        trials(shelf)


def test_what_changed_is_proven_again(shelf: Shelf) -> None:
    lab = shelf.lab()
    assert proven.changed_since([lab]) == [lab]
    proven.note_proven(lab)
    assert proven.changed_since([lab]) == []
    shelf.change("zh-Hant.yml", ("done",), "寫好了")
    assert proven.changed_since([lab]) == [], "no check reads the other languages"
    shelf.text("solution/answer.txt", "42")
    assert proven.changed_since([lab]) == [lab]


def test_a_share_of_each_day_comes_round(shelf: Shelf) -> None:
    labs = [shelf.lab() for _ in range(7)]
    day = dt.date(2026, 11, 21)
    week = [proven.share_of(labs, 2, day + dt.timedelta(days=each)) for each in range(4)]
    assert {id(lab) for share in week for lab in share} == {id(lab) for lab in labs}
    assert proven.share_of(labs, 0, day) == proven.share_of([], 3, day) == []
    assert len(proven.share_of(labs, 30, day)) == 7
