"""From the first release's tables to several roles and a history, and back: nobody loses what they said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from storage import depths, roles
from storage.alembic_runner import config
from storage.database import Database, Session
from storage.history import Batch, Change
from storage.members import Who
from storage.migrate import current, migrate
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, depths_of, found, greeted, history_of, knows, takes_back
from tests.storage.replaying import history_agrees, kept_of

CAROL = Who("slack", "T0ACME", "U0CAROL")
DAY = dt.timedelta(days=1)
EVERYBODY = (ALICE, BOB, CAROL, NAMESAKE)

# Alice has role and level, Bob a role, Carol neither; Alice's namesake works at Globex.
PEOPLE = [
    {"id": 1, "home": 1, "user": "U0ALICE", "role": "mlops-engineer", "level": "senior", "at": NOON},
    {"id": 2, "home": 1, "user": "U0BOB", "role": "data-scientist", "level": None, "at": NOON + DAY},
    {"id": 3, "home": 1, "user": "U0CAROL", "role": None, "level": None, "at": NOON},
    {"id": 4, "home": 2, "user": "U0ALICE", "role": "llm-engineer", "level": "junior", "at": NOON},
    {"id": 5, "home": 1, "user": "U0LEFT", "role": None, "level": None, "at": NOON},
]  # fmt: skip
SAID = [
    {"home": 1, "member": 1, "skill": "docker", "depth": "working", "catalogue": "c2", "at": NOON + 2 * DAY},
    {"home": 1, "member": 1, "skill": "mlflow", "depth": "expert", "catalogue": "c1", "at": NOON + DAY},
    {"home": 1, "member": 1, "skill": "airflow", "depth": "skip", "catalogue": "c1", "at": NOON + DAY},
    {"home": 1, "member": 3, "skill": "docker", "depth": "awareness", "catalogue": "c1", "at": NOON},
    {"home": 2, "member": 4, "skill": "docker", "depth": "advanced", "catalogue": "c1", "at": NOON},
]  # fmt: skip


@pytest.fixture
async def first_release(empty: Database) -> Database:
    """A database as the first release left it, with people in it."""
    async with empty.migrating() as session:
        await session.run_sync(lambda connection: command.upgrade(config(connection), "0001"))
        await filled(session)
    return empty


async def filled(session: Session) -> None:
    """Write the rows as the first release's code did; whoever was met last has left again."""
    for number, home in enumerate(("T0ACME", "T0GLOBEX"), 1):
        values: dict[str, Any] = {"id": number, "home": home, "at": said_at(session, NOON)}
        await session.execute(text("INSERT INTO workspaces VALUES (:id, 'slack', :home, :at)"), values)
    member = text(
        "INSERT INTO members (id, workspace_id, external_id, role, level, created_at)"
        " VALUES (:id, :home, :user, :role, :level, :at)"
    )
    depth = text("INSERT INTO depths VALUES (:home, :member, :skill, :depth, 'self', :catalogue, :at)")
    for statement, values_of_rows in ((member, PEOPLE), (depth, SAID)):
        await session.execute(statement, [row | {"at": said_at(session, row["at"])} for row in values_of_rows])
    await session.execute(text("DELETE FROM members WHERE external_id = 'U0LEFT'"))
    if session.dialect.name == "postgresql":
        for name, last in (("members", 5), ("workspaces", 2)):
            await session.execute(text(f"ALTER SEQUENCE {name}_id_seq RESTART WITH {last + 1}"))


def said_at(session: Session, moment: Any) -> Any:
    """A moment as it stands in a row: SQLite keeps its text, in UTC and without a zone."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f") if session.dialect.name == "sqlite" else moment


async def back_to_the_first(database: Database) -> None:
    """Go back as `alembic downgrade 0001` would."""
    async with database.migrating() as session:
        await session.run_sync(lambda connection: command.downgrade(config(connection), "0001"))


async def levels_of_the_first(database: Database) -> list[tuple[Any, ...]]:
    """What the first release's code reads of people: who, role, level."""
    asked = text("SELECT external_id, role, level FROM members ORDER BY id")
    async with database.reading() as session:
        return [tuple(row) for row in (await session.execute(asked)).all()]


async def test_everybody_keeps_role_level_and_depths(first_release: Database) -> None:
    await migrate(first_release)
    people = [await found(first_release, who) for who in EVERYBODY]
    assert [(me.id, me.role, me.level) for me in people] == [
        (1, "mlops-engineer", "senior"), (2, "data-scientist", None), (3, None, None), (4, "llm-engineer", "junior"),
    ]  # fmt: skip
    hers, *others = [await depths_of(first_release, me) for me in people]
    assert hers == {"docker": "working", "mlflow": "expert", "airflow": "skip"}
    assert others == [{}, {"docker": "awareness"}, {"docker": "advanced"}]
    async with first_release.reading() as session:
        said = await depths.said_mine(session, people[0])
        kept = [await roles.kept(session, me) for me in people]
    assert {skill: each.at for skill, each in said.items()} == {
        "docker": NOON + 2 * DAY, "mlflow": NOON + DAY, "airflow": NOON + DAY,
    }  # fmt: skip
    assert kept == [{"mlops-engineer": "senior"}, {"data-scientist": None}, {}, {"llm-engineer": "junior"}]


async def test_what_was_known_is_the_beginning_of_each_history(first_release: Database) -> None:
    await migrate(first_release)
    assert [await history_agrees(first_release, who) for who in EVERYBODY] == [True] * 4
    assert await history_of(first_release, await found(first_release, ALICE)) == [
        Batch(3, "set", NOON + 2 * DAY, None, (Change("docker", None, "working"),)),
        Batch(2, "set", NOON + DAY, None, (Change("mlflow", None, "expert"),)),
        Batch(1, "set", NOON + DAY, None, (Change("airflow", None, "skip"),)),
        Batch(0, "role", NOON, None, (
            Change("role:mlops-engineer", None, "senior"), Change("role", None, "mlops-engineer"),
        )),
    ]  # fmt: skip
    (role,) = await history_of(first_release, await found(first_release, BOB))
    assert role.changes == (Change("role:data-scientist", None, ""), Change("role", None, "data-scientist"))


async def test_the_history_goes_on_from_there(first_release: Database) -> None:
    await migrate(first_release)
    alice = await found(first_release, ALICE)
    today = NOON + 100 * DAY
    assert await knows(first_release, alice, "docker", "expert", today) == 4
    assert (await takes_back(first_release, alice, at=today)).refused is None
    async with first_release.reading() as session:
        assert (await depths.said_mine(session, alice))["docker"] == depths.Said("working", NOON + 2 * DAY)
    assert (await takes_back(first_release, alice, at=today)).refused == "late"
    assert await history_agrees(first_release, ALICE)


async def test_the_id_of_somebody_who_left_before_is_not_given_out_after(first_release: Database) -> None:
    await migrate(first_release)
    assert (await greeted(first_release, Who("slack", "T0ACME", "U0NEW"))).id == 6


async def test_back_to_the_first_release_everybody_keeps_role_level_and_depths(first_release: Database) -> None:
    before = await levels_of_the_first(first_release)
    await migrate(first_release)
    alice = await found(first_release, ALICE)
    async with first_release.writing() as session:
        await roles.choose(session, alice, "data-scientist", "junior", "c2", NOON)
        await roles.choose(session, alice, "mlops-engineer", "lead", "c2", NOON)
    await back_to_the_first(first_release)
    assert await current(first_release) == "0001"
    after = await levels_of_the_first(first_release)
    assert after == [("U0ALICE", "mlops-engineer", "lead"), *before[1:]]
    async with first_release.reading() as session:
        asked = text("SELECT workspace_id, member_id, skill, depth, evidence, catalogue FROM depths")
        kept = {tuple(row) for row in (await session.execute(asked)).all()}
    assert kept == {(row["home"], row["member"], row["skill"], row["depth"], "self", row["catalogue"]) for row in SAID}


async def test_there_and_back_and_there_again_is_as_going_once(first_release: Database) -> None:
    await migrate(first_release)
    once = [await kept_of(first_release, who) for who in EVERYBODY]
    await back_to_the_first(first_release)
    await migrate(first_release)
    assert [await kept_of(first_release, who) for who in EVERYBODY] == once
    assert [await history_agrees(first_release, who) for who in EVERYBODY] == [True] * 4
