"""What the signatures promise: no function of storage can be asked for the rows of somebody who did not ask."""

from __future__ import annotations

import typing
from dataclasses import replace

import pytest
from sqlalchemy.exc import DBAPIError

from storage import members
from storage.bands import Bands
from storage.database import Database, Session
from storage.members import Me, Who
from storage.publications import Named, Publication, Shared
from storage.tables import Member
from tests.storage.people import ALICE, greeted, knows
from tests.storage.promises import (
    CHANNELS,
    COUNTS,
    CROWDS,
    DOOR,
    JOBS,
    MEETING,
    OF_ONE,
    OWN,
    PERSONAL,
    accepted,
    holds,
    public_functions,
)  # fmt: skip

# Integers that name or reach nobody: `number`, `batch` and `before` are one's own, counted from 1 for everybody;
# `version` and `hint` are of a lab.
NO_PERSON = {
    "workspace_id", "limit", "size", "count", "most", "number", "batch", "before", "version", "hint", "minutes",
}  # fmt: skip


def test_there_are_functions_to_look_at() -> None:
    names = {name for name, _ in public_functions()}
    assert {"storage.members.greet", "storage.events.is_new", "storage.database.Database.writing"} <= names
    assert OWN | DOOR | {"depths.mine", "roles.choose", "undoing.undo", "history.batches"} <= set(OF_ONE)
    others = {"leaving", "confirmations", "channels", "publications", "looks", "leading", "digests"}
    assert {name.split(".")[0] for name in OF_ONE} == {*PERSONAL, *others}


@pytest.mark.parametrize("name", OF_ONE)
def test_rows_of_a_person_are_only_ever_those_of_the_person_who_asks(name: str) -> None:
    parameters = accepted(OF_ONE[name])
    assert list(parameters)[:2] == ["session", "me"]
    assert (parameters["session"], parameters["me"]) == (Session, Me)
    people = [each for each, kind in parameters.items() if holds(kind, Me) or holds(kind, Who)]
    assert people == ["me"], "one person acts, and only for herself"


def test_every_other_function_meets_somebody_cleans_up_or_knows_no_person() -> None:
    """Whoever adds a function to storage finds here whether the promise covers it."""
    others = {name.removeprefix("storage.") for name, _ in public_functions()} - set(OF_ONE)
    of_nobody = (
        "database", "migrate", "alembic_runner", "revise", "upsert", "tables", "channel_tables", "prepared",
        "grouped",
    )  # fmt: skip
    tidying = {"events.is_new", "events.forget_old", "confirmations.forget_lapsed", "leaving.personal_tables"}
    allowed = MEETING | JOBS | COUNTS | CROWDS | CHANNELS | tidying
    assert {name for name in others if name.split(".")[0] not in of_nobody} == allowed


def test_only_one_function_tells_what_a_channel_shares_and_asks_who_wants_to_know() -> None:
    """Whatever gives a publication or named people takes the one who asks, whose lead and look it keeps."""
    telling = {
        name.removeprefix("storage.")
        for name, function in public_functions()
        if any(
            holds(typing.get_type_hints(function).get("return"), each) for each in (Shared, Publication, Named, Bands)
        )
    }
    assert telling == {"publications.read"}
    assert accepted(OF_ONE["publications.read"])["me"] is Me


def test_no_function_takes_a_members_id() -> None:
    """The database's ids are integers; the one of a workspace is the only one that is ever handed in."""
    ids = [
        f"{name}({parameter})"
        for name, function in public_functions()
        for parameter, kind in accepted(function).items()
        if parameter not in NO_PERSON
        and name.removeprefix("storage.") not in CROWDS
        and ("member" in parameter or holds(kind, int) or holds(kind, Member))
    ]
    assert ids == []


def test_only_meeting_somebody_takes_the_platforms_ids() -> None:
    named = [name for name, function in public_functions() if Who in accepted(function).values()]
    assert {name.removeprefix("storage.") for name in named} == MEETING - {"members.workspace_id"}


def test_nobody_can_be_changed_into_somebody_else() -> None:
    me = members.STRANGER
    for field in ("id", "workspace_id"):
        with pytest.raises(AttributeError):
            setattr(me, field, 7)


async def test_an_error_that_may_reach_a_log_repeats_nothing_that_a_person_said(database: Database) -> None:
    alice = await greeted(database, ALICE)
    with pytest.raises(DBAPIError) as refused:
        await knows(database, replace(alice, id=alice.id + 1), "kubernetes", "expert")
    assert "kubernetes" not in str(refused.value)
    assert "expert" not in str(refused.value)
