"""Two operating-system processes share one database: nothing is lost, and nobody is told that it is locked."""

from __future__ import annotations

from storage.database import Database
from storage.tables import Member, SkillDepth, Workspace
from tests.storage.another_process import run_together
from tests.storage.counting import rows

EACH = 150


async def test_two_processes_that_write_at_once_lose_nothing(url: str, database: Database) -> None:
    said = await run_together(("write", url, "U0ALICE", str(EACH)), ("write", url, "U0BOB", str(EACH)))
    assert said == ["done", "done"]
    assert await rows(database, SkillDepth) == 2 * EACH
    assert await rows(database, Member) == 2
    assert await rows(database, Workspace) == 1
