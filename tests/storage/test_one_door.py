"""What the signatures promise, tried: a colleague sees nothing by any function, and by a code one depth."""

from __future__ import annotations

import datetime as dt
import inspect
import typing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from storage import confirmations
from storage.database import Database, Session
from storage.members import Me
from tests.storage.filling import fills_every_table
from tests.storage.people import ALICE, BOB, NOON, greeted, knows
from tests.storage.promises import DOOR, OF_ONE, Function, accepted, holds, public_functions

# What the readers below are asked about. Every text that is Alice's is her mark.
MARK = "alices"
SOON = NOON - dt.timedelta(seconds=1)  # what holds until noon holds
ABOUT = {
    "skill": MARK, "role": MARK, "number": 1, "most": 9, "subjects": [MARK], "before": 9, "now": SOON, "code": "WRONG",
}  # fmt: skip
READERS = {name: each for name, each in OF_ONE.items() if accepted(each).keys() <= {"session", "me", *ABOUT}}


def asked(function: Function, session: Session, me: Me, **others: Any) -> Any:
    """Call a function for somebody, with what there is to ask about."""
    about = {name: value for name, value in (ABOUT | others).items() if name in accepted(function)}
    return function(session, me, **about)


async def test_a_colleague_who_asks_for_the_same_by_every_function_sees_nothing(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await fills_every_table(database, alice, MARK)
    told_alice = set()
    for name, function in READERS.items():
        for me in (alice, bob):
            async with rolled_back(database) as session:
                said = repr(await asked(function, session, me))
            if me is alice and MARK in said:
                told_alice.add(name)
            assert me is alice or MARK not in said, name
    assert told_alice >= {
        "depths.mine", "depths.all_mine", "depths.said_mine", "roles.kept", "history.batches", "history.batch",
        "snapshots.mine", "snapshots.latest", "wishes.mine", "evidence.mine", "pictures.mine",
        "confirmations.mine", "leaving.everything",
    }  # fmt: skip


@asynccontextmanager
async def rolled_back(database: Database) -> AsyncIterator[Session]:
    """A session in which everything may be tried, even leaving, and nothing is kept."""
    with suppress(Undo):
        async with database.writing() as session:
            yield session
            raise Undo


class Undo(Exception):  # noqa: N818  # it reads as what it is
    """Raised so that a transaction is rolled back."""


async def test_the_one_door_is_a_code_and_it_shows_one_depth(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await knows(database, alice, "docker", "working")
    await knows(database, alice, "mlflow", "expert")
    async with database.writing() as session:
        code = await confirmations.ask(session, alice, "docker", "working", "c1", NOON)
        for name in DOOR:
            others = {"code": code[::-1], "seen": True, "catalogue": "c1"}
            assert await asked(OF_ONE[name], session, bob, **others) is None
        shown = await confirmations.handed_over(session, bob, code, NOON)
    assert shown == confirmations.Asked(code, "docker", "working", ALICE.user, NOON)


def test_no_other_function_says_whose_a_depth_is() -> None:
    """`Asked` is what names an owner; only its asker and the holder of its code are given one."""
    given = {
        name for name, function in public_functions()
        if holds(typing.get_type_hints(inspect.unwrap(function)).get("return"), confirmations.Asked)
    }  # fmt: skip
    assert given == {f"storage.{name}" for name in ("confirmations.handed_over", "confirmations.mine")}
