"""Every setting stands in .env.example, and nothing else does."""

from __future__ import annotations

import re

from bot.settings import Settings
from tests.house.source import ROOT

EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
ASSIGNED = re.compile(r"^([A-Z][A-Z0-9_]*)=(.*)$", re.MULTILINE)


def test_the_example_names_exactly_the_settings() -> None:
    assert [name for name, _ in ASSIGNED.findall(EXAMPLE)].count("PORT") == 1
    assert {name for name, _ in ASSIGNED.findall(EXAMPLE)} == {name.upper() for name in Settings.model_fields}


def test_the_example_says_each_setting_once_and_nothing_else() -> None:
    lines = [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(Settings.model_fields)
    assert all(ASSIGNED.fullmatch(line) for line in lines)


def test_the_example_s_values_are_the_defaults_or_only_the_start_of_a_secret() -> None:
    for name, written in ASSIGNED.findall(EXAMPLE):
        default = Settings.model_fields[name.lower()].default
        assert written == ("" if default is None else str(default)) or written in ("xoxb-", "xapp-"), name


def test_a_comment_stands_above_every_setting() -> None:
    paragraphs = [part for part in EXAMPLE.split("\n\n") if ASSIGNED.search(part)]
    assert [part for part in paragraphs if not part.lstrip().startswith("# ")] == []


def test_every_setting_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
