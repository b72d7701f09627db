"""Everything somebody can type, answered from a real PostgreSQL: no line ends in an apology."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from bot.messages.plain import as_text
from bot.reception import Profile, Reception
from skills.library import Library
from storage.database import Database
from storage.members import Who
from storage.migrate import migrate

BOB, DANA = Who("slack", "T0ACME", "U0BOB"), Who("slack", "T0ACME", "U0DANA")
LINES = (
    "skill mlflow", "level", "level role mlops engineer middle", "level role data scientist senior",
    "level role middle", "level set docker working, mlflow advanced", "level set docker=working", "level form",
    "level form 1",
    "level form save docker=advanced helm=skip mlflow=unknown", "level check",
    "level check mlflow=2 terraform=pass save",
    "level still docker", "level calculator", "level history", "level snapshot", "level snapshot 1", "level undo",
    "level undo", "level evidence", "level role drop data scientist", "gaps", "gaps page 2", "gaps why docker",
    "gaps goal model serving", "gaps more helm", "gaps later terraform", "gaps goals", "gaps drop helm", "gaps path",
    "gaps path backend mlops", "gaps path backend-to-mlops know gitlab-ci", "rung language zh-Hant", "rung zone taipei",
    "rung zone slack", "rung privacy", "rung export", "rung delete me", "skill", "level",
)  # fmt: skip


class Nobody:
    """A platform that knows no profiles."""

    async def profile(self, _: Who) -> Profile:
        return Profile("en-US", "Europe/Berlin")


@pytest.fixture
async def reception(postgres_url: str, library: Library) -> AsyncIterator[Reception]:
    database = Database(postgres_url)
    await migrate(database)
    yield Reception(database, library.catalogue, library.lookup, Nobody())
    await database.close()


async def said(reception: Reception, who: Who, line: str) -> str:
    return as_text((await reception.answer(who, line)).message)


async def test_every_kind_of_line_is_answered(reception: Reception) -> None:
    for line in LINES:
        answer = await said(reception, BOB, line)
        assert "went wrong on my side" not in answer, line
        assert "我這邊出了點問題" not in answer, line
        assert (await reception.home(BOB)).message.elements


async def test_a_colleague_confirms_and_then_the_owner_leaves(reception: Reception) -> None:
    await said(reception, BOB, "level set docker working")
    code = (await said(reception, BOB, "level confirm docker")).split("/level confirm ")[1].split()[0]
    assert "Docker" in await said(reception, DANA, f"level confirm {code}")
    assert "thank" in (await said(reception, DANA, f"level confirm {code} yes")).casefold()
    assert "U0DANA" in await said(reception, BOB, "level evidence")
    await said(reception, BOB, "rung delete me for good")
    assert await reception.known(BOB) is None
    assert await reception.known(DANA) is not None


async def test_an_old_depth_is_asked_about_once_a_month(reception: Reception) -> None:
    await said(reception, BOB, "level role mlops engineer middle")
    await said(reception, BOB, "level set docker working")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=200)
    reception.now = lambda: later
    assert "level still docker" in await said(reception, BOB, "gaps")
    assert "level still docker" not in await said(reception, BOB, "gaps")
