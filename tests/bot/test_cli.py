"""The command line: every command shown in the docs, run as a person would."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.conftest import MANIFEST

ROOT = MANIFEST.parent


def rung(*words: str, stdin: str = "", cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    """Run `rung` with nothing of the caller's settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=stdin, capture_output=True, text=True, timeout=60, check=False, cwd=cwd,
        env=clean | {"PYTHONPATH": str(ROOT)} | env,
    )  # fmt: skip


def test_lookup_prints_the_card_as_text() -> None:
    done = rung("lookup", "mlflow")
    assert done.returncode == 0
    assert done.stdout.startswith("MLflow\n")
    assert "003 (lines 16" in done.stdout


def test_lookup_of_something_unknown_prints_three_ways_on_and_fails() -> None:
    done = rung("lookup", "banana")
    assert done.returncode == 1
    assert "Three ways on" in done.stdout


def test_lookup_jsonl_answers_each_line_in_order_whatever_it_holds() -> None:
    queries = ['{"query": "k8s"}', '{"query": "漂移偵測"}', "not json", '{"query": 7}']
    lines = [*queries, '{"query": "\\ud800"}', '{"query": ""}']
    done = rung("lookup", "--jsonl", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["found"] for answer in answers] == [True, True, False, False, False, False]
    assert answers[0]["results"] == ["Kubernetes", "Kubernetes Core", "Kubernetes Advanced"]
    assert answers[1]["results"] == ["Drift Detection"]
    assert "先察覺" in answers[1]["reply"]
    assert "one JSON object a line" in answers[2]["error"]
    assert answers[4]["query"] == "\ud800"


def test_catalogue_check_and_export() -> None:
    assert "The catalogue is well: 283 skills" in rung("catalogue", "check").stdout
    entries = json.loads(rung("catalogue", "export").stdout)
    assert sum(entry["matrix"] for entry in entries) == 56
    mlflow = next(entry for entry in entries if entry["id"] == "mlflow")
    assert {"document": "003", "place": "line 117"} in mlflow["sources"]


def test_serve_without_a_token_says_in_one_line_what_to_do(tmp_path: Path) -> None:
    done = rung("serve", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip().startswith("SLACK_BOT_TOKEN is missing.")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://localhost/x", "Rung keeps its data in sqlite:///… or postgresql://…"),
        ("sqlite:////nowhere/at/all/rung.db", "names a folder that does not exist"),
        ("rubbish", "is not a URL"),
    ],
)
def test_serve_with_a_database_that_cannot_be_used_says_what_to_write(tmp_path: Path, url: str, told: str) -> None:
    done = rung("serve", cwd=tmp_path, SLACK_BOT_TOKEN="xoxb-1", SLACK_SIGNING_SECRET="s", DATABASE_URL=url)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = rung("serve", cwd=tmp_path, PORT="eighty")
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrate_brings_an_empty_database_up_to_date_and_is_calm_the_second_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/rung.db"
    assert rung("migrate", cwd=tmp_path, DATABASE_URL=url).stdout.strip() == "empty → 0005"
    assert rung("migrate", cwd=tmp_path, DATABASE_URL=url).stdout.strip() == "0005 → 0005"


def test_doctor_without_settings_names_each_cure(tmp_path: Path) -> None:
    done = rung("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert "FIX  SLACK_BOT_TOKEN: missing; copy it from" in done.stdout
    assert "FIX  SLACK_SIGNING_SECRET: missing; put" in done.stdout


async def test_doctor_asks_slack_and_believes_its_answer(tmp_path: Path) -> None:
    async with Sandbox(MANIFEST) as slack:
        well = {
            "SLACK_BOT_TOKEN": slack.installation.bot_token,
            "SLACK_SIGNING_SECRET": slack.installation.signing_secret,
            "SLACK_APP_TOKEN": str(slack.installation.app_token),
            "SLACK_API_URL": slack.api_url,
        }
        done = await asyncio.to_thread(lambda: rung("doctor", cwd=tmp_path, **well))
        assert done.returncode == 0, done.stdout
        assert "works in Acme AI as" in done.stdout
        assert "Socket Mode can connect" in done.stdout

        wrong = well | {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-wrong"}
        done = await asyncio.to_thread(lambda: rung("doctor", cwd=tmp_path, **wrong))
        assert done.returncode == 1
        assert "FIX  SLACK_BOT_TOKEN: Slack says invalid_auth" in done.stdout
        assert "FIX  SLACK_APP_TOKEN: Slack says invalid_auth" in done.stdout


def test_doctor_when_slack_cannot_be_reached(tmp_path: Path) -> None:
    done = rung(
        "doctor",
        cwd=tmp_path,
        SLACK_BOT_TOKEN="xoxb-1",
        SLACK_SIGNING_SECRET="s",
        SLACK_API_URL="http://127.0.0.1:9/api/",
    )
    assert done.returncode == 1
    assert "Slack cannot be reached at http://127.0.0.1:9/api/" in done.stdout
