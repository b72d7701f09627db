"""The bench measures what it says: the real bot, the same bytes from its peers, and nothing left behind."""

from __future__ import annotations

import json
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench import commands, draining, gaps, lookups, planning, rounds, starting, stores, storing
from bench.commands import BARE, BARE_NEW, FLOOR, OURS, OURS_NEW
from bench.effort import TINY, Effort
from bench.load import Connection, Refused
from bench.slash import slash
from bench.tables import Aim, Row, Table


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders are made; the bench must leave it empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == [], "the bench left files behind"


SUBJECTS: tuple[tuple[Callable[[Effort], Table], set[str]], ...] = (
    (commands.measure, {FLOOR, BARE, OURS, BARE_NEW, OURS_NEW}),
    (lookups.measure, {lookups.LIMIT, lookups.FOLDED, lookups.OURS, lookups.USUAL}),
    (storing.measure, {stores.RAW, stores.RAW_HISTORY, stores.OURS, stores.AIOSQLITE}),
    (gaps.measure, {gaps.LIMIT, gaps.OURS}),
    (starting.measure, {starting.IMPORTS, starting.BARE, starting.OURS}),
    (planning.measure, {planning.LIMIT, planning.OURS}),
    (
        draining.measure,
        {draining.BARE, draining.SQLITE, draining.POSTGRESQL, draining.COMPOSING, *draining.PEERS},
    ),
)


@pytest.mark.parametrize(
    ("measure", "contestants"),
    SUBJECTS,
    ids=["commands", "lookups", "storing", "gaps", "starting", "planning", "draining"],
)
def test_each_subject_measures_all_its_contestants_and_draws_a_table(
    measure: Callable[[Effort], Table], contestants: set[str], scratch: Path
) -> None:
    table = measure(TINY)
    assert {row.contestant for row in table.rows} == contestants
    assert all(row.figure > 0 for row in table.rows if row.measure != "right")
    assert any(row.aim for row in table.rows)
    text = "\n".join(table.lines())
    assert all(name in text for name in contestants)
    assert "within" in text or "not yet" in text


def test_everybody_in_the_arena_answers_a_signed_command_with_the_regulars_own_card(scratch: Path) -> None:
    request, forged = slash("/skill", "mlflow"), slash("/skill", "mlflow", secret="not the secret")
    with commands.arena() as arena:
        card = json.loads(arena.card)
        assert card["response_type"] == "ephemeral"
        assert card["blocks"][0]["text"]["text"] == "MLflow"
        assert "Your depth: Working" in json.dumps(card).replace("*", ""), "the depth was read from the database"
        for port in arena.ports.values():
            with Connection(port) as connection:
                assert json.loads(connection.ask(request)) == card
                assert json.loads(connection.ask(request)) == card, "the connection stays open"
        for name in (OURS, BARE):
            with Connection(arena.ports[name]) as connection, pytest.raises(Refused, match="401"):
                connection.ask(forged)
    for port in arena.ports.values():
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1)


def test_contestants_take_turns_and_none_always_goes_first() -> None:
    assert "".join(rounds.turns("abc", 3)) == "abcbcacab"


def test_a_slow_minute_moves_no_ratio() -> None:
    ours, theirs = [2.0, 2.0, 20.0, 2.0, 2.0], [1.0, 1.0, 10.0, 1.0, 1.0]
    measured: dict[str, list[rounds.Figures]] = {
        "ours": [{"ms": each} for each in ours],
        "theirs": [{"ms": each} for each in theirs],
    }
    row, other = rounds.compared("wait", "ms", "ms", measured, "theirs", {"ours": Aim(1.5)})
    assert (row.contestant, row.figure, row.ratio, row.aim) == ("ours", 2.0, 2.0, Aim(1.5))
    assert (other.ratio, other.aim) == (1.0, None)


@pytest.mark.parametrize(
    ("aim", "ratio", "verdict"),
    [
        (Aim(1.3), 1.3, "within"),
        (Aim(1.3), 1.31, "not yet"),
        (Aim(0.7, at_least=True), 0.7, "within"),
        (Aim(0.7, at_least=True), 0.69, "not yet"),
    ],
)
def test_an_aim_is_a_limit_above_or_below(aim: Aim, ratio: float, verdict: str) -> None:
    *_, last = Table("x", "y", (Row("wait", "ours", 12.34, "ms", ratio, aim),)).lines()
    assert last.split() == ["wait", "ours", "12.3", "ms", f"{ratio:.2f}", *str(aim).split(), *verdict.split()]
