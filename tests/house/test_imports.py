"""Which way the arrows point: the imports of every file, walked."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests.house.source import Import, imports, python_files

STANDARD = sys.stdlib_module_names


def strays(folder: str, allowed: Callable[[Import], bool]) -> list[str]:
    assert python_files(folder), f"{folder} has no Python files: is the rule still about something?"
    return [str(each) for each in imports(folder) if not allowed(each)]


def test_skills_know_only_themselves_and_four_libraries() -> None:
    known = {"pydantic", "yaml", "rapidfuzz", "snowballstemmer", "skills"} | STANDARD
    assert strays("skills", lambda each: each.top in known) == []


@pytest.mark.parametrize(
    ("folder", "unknown"),
    [
        ("storage", {"bot", "jobs", "skills", "sandbox"}),
        ("sandbox", {"bot", "jobs", "skills", "storage"}),
        ("skills", {"bot", "jobs", "storage", "sandbox"}),
    ],
)
def test_nobody_below_looks_up(folder: str, unknown: set[str]) -> None:
    assert strays(folder, lambda each: each.top not in unknown) == []


ROOT = {"bot/__main__.py", "bot/nudges_cli.py"}


def test_only_the_composition_root_sees_the_jobs() -> None:
    assert strays("bot", lambda each: each.top != "jobs" or each.file in ROOT) == []


def test_only_jobs_reach_the_rows_of_everybody() -> None:
    """Planning, claiming and composing for all due people at once is theirs; whoever answers a person sees one."""
    for_all = {"storage.planning", "storage.deliveries", "storage.briefs"}

    def fine(each: Import) -> bool:
        return each.module not in for_all or each.file in ROOT

    assert strays("bot", fine) == []


@pytest.mark.parametrize("folder", ["bot/commands", "bot/messages"])
def test_commands_and_messages_know_no_platform(folder: str) -> None:
    def knows_none(each: Import) -> bool:
        platforms = ("bot.slack", "bot.teams")
        return not each.module.startswith(platforms) and not each.top.startswith(("slack_", "microsoft"))

    assert strays(folder, knows_none) == []


def test_the_slack_folder_is_seen_only_by_those_who_put_it_together() -> None:
    allowed = {"bot/__main__.py", "bot/doctor.py", "bot/cli.py"}

    def fine(each: Import) -> bool:
        return not each.module.startswith("bot.slack") or each.file in allowed or each.file.startswith("bot/slack/")

    assert [str(each) for each in imports("bot", "jobs", "skills", "storage", "sandbox") if not fine(each)] == []


def test_messages_are_said_by_commands_and_not_the_other_way_round() -> None:
    assert strays("bot/messages", lambda each: not each.module.startswith("bot.commands")) == []


def test_nothing_that_runs_imports_the_tests() -> None:
    every = imports("bot", "jobs", "skills", "storage", "sandbox", "seeds")
    assert [str(each) for each in every if each.top == "tests"] == []


def test_the_walk_sees_every_way_of_importing() -> None:
    seen = {(each.file, each.module) for each in imports("bot")}
    assert ("bot/opening.py", "skills.library") in seen  # inside `if TYPE_CHECKING` and inside functions
    assert ("bot/slack/app.py", "bot.slack.draw") in seen  # `from bot.slack import draw`
    assert ("bot/__main__.py", "jobs.clock") in seen
