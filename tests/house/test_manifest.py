"""Slack's manifest and the code name the same commands, shortcuts and events."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.messages import starting
from bot.reception import COMMANDS
from bot.slack.typed import ABOUT_CHANNELS
from tests.house.source import ROOT


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return loaded


def test_the_manifest_lists_exactly_the_commands_there_are(manifest: dict[str, Any]) -> None:
    listed = [each["command"] for each in manifest["features"]["slash_commands"]]
    assert listed == [f"/{name}" for name in COMMANDS]


def test_a_command_is_a_file_of_the_same_name() -> None:
    files = {path.stem for path in (ROOT / "bot" / "commands").glob("*.py")} - {"__init__"}
    assert files == set(COMMANDS)
    assert all(module.__name__ == f"bot.commands.{name}" for name, module in COMMANDS.items())


def test_every_command_has_help() -> None:
    assert set(starting.COMMANDS) == set(COMMANDS)


def test_words_are_escaped_only_where_channels_and_people_are_named(manifest: dict[str, Any]) -> None:
    """With `should_escape` Slack turns @names into ids; elsewhere what was typed is looked up and said back."""
    commands = manifest["features"]["slash_commands"]
    assert {each["command"].removeprefix("/") for each in commands if each["should_escape"]} == set(ABOUT_CHANNELS)
