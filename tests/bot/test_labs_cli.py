"""`rung labs`: what those who write labs type, and what they read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from skills.library import Library

LAB = "structured-logging-working"
BARE = "algorithms-complexity-working"  # needs no packages, which no test fetches
RUNG = Path(sys.executable).with_name("rung")


def rung(*arguments: str, cwd: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `rung labs …` with nothing but these settings."""
    command = [str(RUNG), "labs", *arguments]
    env = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **settings}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_check_says_how_many_there_are(library: Library) -> None:
    said = rung("check", LAB, "code-review-expert")
    assert (said.returncode, said.stdout) == (0, "The labs are well: 2, 1 of them with a check.\n"), said.stderr


def test_a_wrong_id_gets_those_near_it() -> None:
    for command in ("check", "show", "get", "verify"):
        said = rung(command, "structured-loging-working")
        assert said.returncode == 2
        assert f"There is no lab 'structured-loging-working'. Near it: {LAB}" in said.stderr
    assert "is not one of en, zh-Hant, zh-Hans" in rung("show", LAB, "--language", "de").stderr
    assert "Write: rung labs verify ID, or --changed, or --all." in rung("verify").stderr


def test_the_list_for_programs(library: Library) -> None:
    rows = {row["id"]: row for row in json.loads(rung("list", "--json").stdout)}
    assert set(rows) == {lab.id for lab in library.catalogue.labs if lab.facts.retired is None}
    assert rows[LAB] == {
        "id": LAB, "skill": "Structured Logging", "from": "awareness", "to": "working", "minutes": 40, "checked": True,
        "languages": ["en", "zh-Hant", "zh-Hans"], "tools": ["structlog 25.5.0"],
    }  # fmt: skip
    assert f"{LAB} " in rung("list").stdout


def test_get_unpacks_and_never_overwrites(tmp_path: Path) -> None:
    assert rung("get", LAB, "--language", "zh-Hant", cwd=tmp_path).returncode == 0
    assert (tmp_path / LAB / "README.md").read_text(encoding="utf-8") == rung(
        "show", LAB, "--language", "zh-Hant"
    ).stdout.removesuffix("\n")
    (tmp_path / LAB / "serve.py").write_text("my work")
    again = rung("get", LAB, cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already; nothing was overwritten" in again.stderr
    assert (tmp_path / LAB / "serve.py").read_text() == "my work"


def test_verify_proves_a_check_and_says_of_the_others_why_not() -> None:
    said = rung("verify", BARE, "code-review-expert")
    assert said.stdout.splitlines() == [
        f"{BARE}: 5 of 5 trials as they should be",
        "code-review-expert: has no check; it is done by word",
        "2 passed, 0 failed",
    ], said.stderr


def test_losses_of_an_installation_nobody_had_trouble_in(tmp_path: Path) -> None:
    said = rung("losses", cwd=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/rung.db")
    assert said.stdout.strip() == "No step at which three people or more had trouble."
