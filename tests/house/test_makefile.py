"""Whoever is told to run a target of make finds it in the Makefile."""

from __future__ import annotations

import re

from tests.house.source import ROOT, text_files

TOLD = re.compile(r"`make ([a-z][a-z-]*)`")
TARGET = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)


def test_every_make_target_people_are_told_of_exists() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert {"run", "test"} <= targets
    missing = {f"{name} says `make {told}`" for name, text in text_files() for told in TOLD.findall(text)}
    assert {each for each in missing if each.rsplit(" ", 1)[1].strip("`") not in targets} == set()


def test_what_is_listed_as_phony_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert {name for line in listed for name in line.split()} <= set(TARGET.findall(makefile))
