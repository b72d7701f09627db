"""One process that does everything, or some that answer and some that speak first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import inspect, select
from typer.testing import CliRunner

from bot.__main__ import MissingSetting, build
from bot.cli import app
from bot.settings import Settings
from sandbox import Sandbox
from sandbox.cast import TEAM_ID
from skills.library import Library
from storage import members, nudges, presence
from storage.database import Database
from storage.members import Who
from storage.migrate import migrate
from storage.nudges import ON, Choice
from storage.tables import Workspace, table
from tests.bot.serving import served
from tests.bot.test_cli import rung
from tests.conftest import MANIFEST, settings_for
from tests.jobs.engine_room import count, eventually
from tests.jobs.waiting import states

NUDGE = "rung_nudge"


async def wants_one(database: Database, users: Sequence[str]) -> None:
    """These people's message has been due for a minute, in a zone where it is about noon."""
    now = dt.datetime.now(dt.UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"  # the signs of these zones are the other way round
    due = now - dt.timedelta(minutes=1)
    local = due.astimezone(ZoneInfo(zone))
    choice = Choice(ON, local.weekday(), local.hour * 60 + local.minute)
    async with database.writing() as session:
        for user in users:
            me = await members.greet(session, Who("slack", TEAM_ID, user), now, "en-US", zone)
            await nudges.choose(session, me, choice, due, now - dt.timedelta(hours=1))


@pytest.fixture
def database(on_postgresql: Database) -> Database:
    """What several processes share."""
    return on_postgresql


async def test_the_web_answers_and_sends_nothing_while_the_worker_sends_and_answers_nothing(
    database: Database, postgres_url: str, tmp_path: Path
) -> None:
    async with Sandbox(MANIFEST) as slack:
        alice = slack.people["alice"].id
        await wants_one(database, [alice])
        signing = slack.installation.signing_secret
        async with served("web", slack, tmp_path, DATABASE_URL=postgres_url, SLACK_SIGNING_SECRET=signing) as web:
            slack.reach(f"{web.url}/slack/events")
            await slack.command("bob", "#ml-platform", "/skill", "mlflow")
            assert slack.text_of(slack.last_seen_by("bob", "#ml-platform")).startswith("MLflow")
            await slack.settled(quiet=1.0)  # whoever ticks does so at the start
            assert slack.posted(NUDGE) == []
            async with served("worker", slack, tmp_path, DATABASE_URL=postgres_url) as worker:
                assert (await worker.get("/readyz")).status_code == 200
                async with httpx.AsyncClient() as http:
                    assert (await http.post(f"{worker.url}/slack/events")).status_code == 404
                await slack.wait_for(lambda: slack.posted(NUDGE), seconds=10)
                assert 'rung_nudges_total{step="sent"} 1.0' in (await worker.get("/metrics")).text
                assert "rung_nudges_total{" not in (await web.get("/metrics")).text
        assert [each.person for each in slack.posted(NUDGE)] == [alice]
    assert await states(database) == {"sent": 1}
    assert "procrastinate" not in web.said() + worker.said()


async def test_a_worker_that_is_told_to_stop_gives_back_what_it_claimed(
    database: Database, postgres_url: str, tmp_path: Path
) -> None:
    async with Sandbox(MANIFEST) as slack:
        crowd = slack.crowd("#random", 30)
        await wants_one(database, [person.id for person in crowd])
        settings = {"DATABASE_URL": postgres_url, "POSTS_PER_MINUTE": "600"}
        async with served("worker", slack, tmp_path, **settings) as worker:
            await slack.wait_for(lambda: len(slack.posted(NUDGE)) >= 3, seconds=10)
            await worker.stop()
        sent = len(slack.posted(NUDGE))
        assert 3 <= sent < 30
    assert await states(database) == {"sent": sent, "planned": 30 - sent}
    assert await count(database, "workers") == 0


def test_on_sqlite_one_process_does_both_and_says_so(library: Library, tmp_path: Path) -> None:
    done = rung("serve", "--role", "worker", cwd=tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s")
    assert done.returncode == 1
    assert done.stderr.startswith("--role worker needs a PostgreSQL")
    assert done.stderr.endswith("run everything in one process: rung serve\n")
    assert len(done.stderr.splitlines()) == 1
    settings = Settings(_env_file=None, slack_bot_token="xoxb-1", slack_signing_secret="s")
    with pytest.raises(MissingSetting, match="--role web needs a PostgreSQL"):
        build(settings, library, "web")


def test_a_role_nobody_knows_is_refused_with_those_there_are() -> None:
    said = CliRunner().invoke(app, ["serve", "--role", "boss"])
    assert said.exit_code == 2
    assert all(role in said.output for role in ("web", "worker", "all"))


def test_a_worker_needs_the_bots_token_and_no_other_secret(library: Library) -> None:
    url = "postgresql://nowhere/rung"
    build(Settings(_env_file=None, slack_bot_token="xoxb-1", database_url=url), library, "worker")
    with pytest.raises(MissingSetting, match="SLACK_BOT_TOKEN is missing"):
        build(Settings(_env_file=None, slack_signing_secret="s", database_url=url), library, "worker")
    with pytest.raises(MissingSetting, match="SLACK_SIGNING_SECRET is missing"):
        build(Settings(_env_file=None, slack_bot_token="xoxb-1", database_url=url), library, "web")


async def test_migrate_makes_the_replicas_tables_too(postgres_url: str, tmp_path: Path) -> None:
    assert rung("migrate", cwd=tmp_path, DATABASE_URL=postgres_url).stdout.startswith("empty → ")
    database = Database(postgres_url)
    async with database.reading() as session:
        tables = await session.run_sync(lambda connection: set(inspect(connection).get_table_names()))
    assert {"deliveries", "procrastinate_jobs"} <= tables
    await database.close()


async def test_a_workspace_that_takes_the_app_in_again_is_noticed_at_the_start(
    library: Library, tmp_path: Path
) -> None:
    url, now = f"sqlite:///{tmp_path}/rung.db", dt.datetime.now(dt.UTC)
    database = Database(url)
    await migrate(database)
    async with database.writing() as session:
        for workspace in (TEAM_ID, "T0GLOBEX"):
            await members.greet(session, Who("slack", workspace, "U0ALICE"), now)
            await presence.app_removed(session, "slack", workspace, now)
    async with Sandbox(MANIFEST) as slack:
        again = build(settings_for(slack, url), library)
        async with again.web.router.lifespan_context(again.web):
            await eventually(lambda: _is_back(database, TEAM_ID))
    assert not await _is_back(database, "T0GLOBEX")
    await database.close()


async def test_a_slack_that_cannot_be_asked_changes_nothing(
    library: Library, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url, now = f"sqlite:///{tmp_path}/rung.db", dt.datetime.now(dt.UTC)
    async with Sandbox(MANIFEST) as slack:
        settings = settings_for(slack, url)
    alone = build(settings, library)  # its Slack is gone
    async with alone.web.router.lifespan_context(alone.web):
        async with alone.database.writing() as session:
            await members.greet(session, Who("slack", TEAM_ID, "U0ALICE"), now)
            await presence.app_removed(session, "slack", TEAM_ID, now)
        await slack.wait_for(lambda: "not known whether Slack has the app" in capfd.readouterr().err)
        assert not await _is_back(alone.database, TEAM_ID)


async def _is_back(database: Database, workspace: str) -> bool:
    columns = table(Workspace).c
    async with database.reading() as session:
        asked = select(columns.gone_at).where(columns.external_id == workspace)
        return (await session.execute(asked)).scalar_one() is None
