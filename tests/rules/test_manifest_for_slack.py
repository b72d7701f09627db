"""The manifest is one that Slack accepts: by Slack's own type, and by the three things the type does not see."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.rules.slack_rules import schema

MANIFEST = Path(__file__).resolve().parent.parent.parent / "manifest.yml"
# https://docs.slack.dev/reference/events: one of these scopes lets an app subscribe; an empty set asks for none.
SCOPES_OF_EVENT: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "channel_rename": {"channels:read"},
    "dnd_updated_user": {"dnd:read"},
    "group_rename": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")


@pytest.fixture
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    return loaded


def complaints(manifest: dict[str, Any]) -> list[str]:
    """What Slack's type says against a manifest, then what we know besides."""
    return [*by_type(manifest), *scopeless(manifest), *misspelled(manifest), *addressless(manifest)]


def by_type(manifest: dict[str, Any]) -> list[str]:
    errors = Draft7Validator(schema("manifest")).iter_errors(manifest)
    return [f"{error.json_path}: {error.message[:200]}" for error in errors]


def scopeless(manifest: dict[str, Any]) -> list[str]:
    """Events and features whose scope is not asked for."""
    scopes = set(manifest["oauth_config"]["scopes"]["bot"])
    wrong = []
    for event in manifest["settings"].get("event_subscriptions", {}).get("bot_events", []):
        if event not in SCOPES_OF_EVENT:
            wrong.append(f"say in SCOPES_OF_EVENT which scope {event} needs")
        elif SCOPES_OF_EVENT[event] and not SCOPES_OF_EVENT[event] & scopes:
            wrong.append(f"{event} needs one of {sorted(SCOPES_OF_EVENT[event])}")
    features = manifest["features"]
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in scopes:
        wrong.append("slash commands and shortcuts need the scope commands")
    return wrong


def misspelled(manifest: dict[str, Any]) -> list[str]:
    """Commands that are not one word in lower case."""
    commands = [each["command"] for each in manifest["features"].get("slash_commands", [])]
    return [f"{command} is not a command" for command in commands if not COMMAND.fullmatch(command)]


def addressless(manifest: dict[str, Any]) -> list[str]:
    """Without Socket Mode, everything that Slack sends needs an https address to send it to."""
    settings = manifest["settings"]
    if settings.get("socket_mode_enabled"):
        return []
    addresses = {each["command"]: each.get("url") for each in manifest["features"].get("slash_commands", [])}
    for part in ("event_subscriptions", "interactivity"):
        if part in settings:
            addresses[part] = settings[part].get("request_url")
    return [f"{name} has no https address" for name, url in addresses.items() if not str(url).startswith("https://")]


def test_slack_would_take_the_manifest(manifest: dict[str, Any]) -> None:
    assert complaints(manifest) == []


def test_slack_would_take_it_over_http_too(manifest: dict[str, Any]) -> None:
    """The comment on top of the file says: set socket_mode_enabled to false."""
    manifest["settings"]["socket_mode_enabled"] = False
    assert complaints(manifest) == []


def test_the_texts_fit(manifest: dict[str, Any]) -> None:
    about, features = manifest["display_information"], manifest["features"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert re.fullmatch(r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?", about["background_color"])
    assert len(features["bot_user"]["display_name"]) <= 80
    for each in features["slash_commands"]:
        assert len(each["command"]) <= 32
        assert len(each["description"]) <= 2000
        assert len(each["usage_hint"]) <= 1000
    for each in features["shortcuts"]:
        assert len(each["name"]) <= 24
        assert len(each["description"]) <= 150
        assert len(each["callback_id"]) <= 255
    assert len(features["slash_commands"]) <= 50
    assert len(features["shortcuts"]) <= 10


def test_no_scope_is_asked_for_twice(manifest: dict[str, Any]) -> None:
    scopes = manifest["oauth_config"]["scopes"]["bot"]
    assert sorted(set(scopes)) == sorted(scopes)


BREAKS: list[tuple[str, list[Any], Any]] = [
    ("an event without its scope", ["oauth_config", "scopes", "bot"], ["commands", "chat:write"]),
    ("a command with capitals", ["features", "slash_commands", 0, "command"], "/Skill"),
    ("a command without its slash", ["features", "slash_commands", 0, "command"], "skill"),
    ("an unknown scope", ["oauth_config", "scopes", "bot", 0], "app_mention:read"),
    ("an unknown event", ["settings", "event_subscriptions", "bot_events", 0], "app_home_open"),
    ("an unknown property", ["settings", "socket_mode"], True),
    ("an unknown part", ["setings"], {}),
    ("a word for a switch", ["settings", "socket_mode_enabled"], "yes"),
    ("an unknown shortcut", ["features", "shortcuts", 0, "type"], "channel"),
    ("a command without a description", ["features", "slash_commands", 0], {"command": "/skill"}),
]


@pytest.mark.parametrize(("place", "value"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS])
def test_slips_are_seen(manifest: dict[str, Any], place: list[Any], value: Any) -> None:
    broken = deepcopy(manifest)
    inside = broken
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    assert complaints(broken)


def test_a_missing_address_is_seen(manifest: dict[str, Any]) -> None:
    manifest["settings"]["socket_mode_enabled"] = False
    del manifest["settings"]["interactivity"]["request_url"]
    manifest["features"]["slash_commands"][0]["url"] = "http://rung.example.com"
    assert addressless(manifest) == ["/skill has no https address", "interactivity has no https address"]
