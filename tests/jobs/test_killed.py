"""Workers are killed and stopped while Slack misbehaves: nobody's message is lost, nobody's comes twice."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.jobs.killing import WEATHER, Report, Storm, survive

PEOPLE, KILLS = 500, 20
LOSES_ANSWERS = tuple(
    {"method": "chat.postMessage", "kind": kind, "share": 0.15} for kind in ("error_after", "hang_up_after")
)


@pytest.fixture
def seed() -> int:
    """Another one each time; a failure tells it, and KILL_SEED=… brings it back."""
    return int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(1_000_000))


async def test_500_people_two_workers_and_20_kills_lose_nothing_and_double_nothing(
    url: str, seed: int, tmp_path: Path
) -> None:
    report = await survive(url, Storm(PEOPLE, KILLS, seed), tmp_path)
    all_is_well(report)
    the_storm_was_one(report)


async def test_who_does_not_ask_the_history_doubles(sqlite_url: str, seed: int, tmp_path: Path) -> None:
    """The test above has teeth: the same Slack, and workers who believe that what they cannot know never arrived."""
    report = await survive(sqlite_url, Storm(40, 0, seed, weather=LOSES_ANSWERS, blind=True), tmp_path)
    assert report.doubled, report
    assert not report.lost, report


async def test_a_worker_that_sleeps_through_its_lease_sends_nothing_twice(
    sqlite_url: str, seed: int, tmp_path: Path
) -> None:
    report = await survive(sqlite_url, Storm(80, 0, seed, stops=1, workspaces=1, weather=()), tmp_path)
    all_is_well(report)
    assert report.overslept, (report.held, str(report))  # it held rows that others have sent meanwhile


def all_is_well(report: Report) -> None:
    """Everybody has exactly one message, and the ledger says so."""
    assert not report.doubled, "\n".join([str(report), *map(report.story, report.doubled)])
    assert not report.lost, report
    assert len(report.posted) == len(report.people), report
    assert report.untrue == [], report
    assert {row.state for row in report.ledger} == {"sent"}, report


def the_storm_was_one(report: Report) -> None:
    """Everything that could have gone wrong did."""
    assert report.struck.keys() >= {each["kind"] for each in WEATHER if each["share"] >= 0.02}, report
    assert report.kills_with_rows_under_way > KILLS / 4, report
    assert len(report.caught) >= 2, report
    assert report.caught["posting"], report
    assert report.ambiguous > 20, report
    assert report.resolved > report.found > 5, report
