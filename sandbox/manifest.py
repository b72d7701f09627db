"""A Slack app manifest, read as Slack reads it when an app is installed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sandbox.errors import SandboxError
from sandbox.shapes import Json


@dataclass(frozen=True)
class SlashCommand:
    """A command people may type; ``escape`` turns mentions, channels and links into Slack's escapes."""

    command: str
    description: str
    usage_hint: str = ""
    escape: bool = False


@dataclass(frozen=True)
class Shortcut:
    """A shortcut in the composer (``global``) or in a message's menu (``message``)."""

    name: str
    type: str
    callback_id: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    """What the sandbox needs to know about the app."""

    name: str
    description: str
    bot_name: str
    commands: tuple[SlashCommand, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    interactivity: bool
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool


def load(source: Path | Json) -> Manifest:
    """Read a manifest from a YAML (or JSON) file or a dict; SandboxError names what is wrong with it."""
    data: Any = source
    if isinstance(source, Path):
        if not source.exists():
            raise SandboxError(f"There is no manifest at {source}.")
        data = yaml.safe_load(source.read_text("utf-8"))
    if not isinstance(data, dict):
        raise SandboxError("A manifest is a mapping with display_information, features and settings.")
    return _manifest(data)


def _manifest(data: Json) -> Manifest:
    name = _part(data, "display_information").get("name")
    if not name:
        raise SandboxError("The manifest has no display_information.name.")
    features = _part(data, "features")
    settings = _part(data, "settings")
    scopes = _part(_part(data, "oauth_config"), "scopes").get("bot") or []
    home = _part(features, "app_home")
    interactivity = _part(settings, "interactivity")
    return Manifest(
        name=str(name),
        description=str(_part(data, "display_information").get("description", "")),
        bot_name=str(_part(features, "bot_user").get("display_name") or name),
        commands=tuple(_command(item) for item in features.get("slash_commands") or []),
        shortcuts=tuple(_shortcut(item) for item in features.get("shortcuts") or []),
        scopes=frozenset(scopes),
        events=frozenset(_part(settings, "event_subscriptions").get("bot_events") or []),
        interactivity=bool(interactivity.get("is_enabled", "request_url" in interactivity)),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
    )


def _part(data: Json, name: str) -> Json:
    part = data.get(name) or {}
    if not isinstance(part, dict):
        raise SandboxError(f"In the manifest, {name} must be a mapping, not {type(part).__name__}.")
    return part


def _command(item: Json) -> SlashCommand:
    command = str(item.get("command", ""))
    if not command.startswith("/") or command != command.lower() or " " in command:
        raise SandboxError(f"The manifest's slash command {command!r} must start with / and be lower case, one word.")
    return SlashCommand(
        command=command,
        description=str(item.get("description", "")),
        usage_hint=str(item.get("usage_hint", "")),
        escape=bool(item.get("should_escape", False)),
    )


def _shortcut(item: Json) -> Shortcut:
    if item.get("type") not in ("message", "global"):
        raise SandboxError(f"The manifest's shortcut {item.get('name')!r} must have type message or global.")
    return Shortcut(
        name=str(item.get("name", "")),
        type=str(item["type"]),
        callback_id=str(item.get("callback_id", "")),
        description=str(item.get("description", "")),
    )
