"""The served app: health, readiness, metrics, answers that take long, Socket Mode, and a real process."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.__main__ import MissingSetting, build
from bot.commands import skill
from bot.messages.elements import Message
from bot.request import Request
from bot.sandboxed import free_port
from bot.settings import Settings
from bot.slack import app as slack_app
from bot.slack import client as slack_client
from bot.slack import socket as slack_socket
from bot.slack.socket import Socket
from sandbox import Sandbox
from skills.library import Library
from tests.conftest import MANIFEST, Installed, settings_for


async def test_health_readiness_and_metrics(installed: Installed) -> None:
    await installed.slack.command("bob", "#ml-platform", "/skill", "mlflow")
    async with httpx.AsyncClient(base_url=installed.url) as http:
        assert (await http.get("/healthz")).text == "ok\n"
        ready = await http.get("/readyz")
        assert ready.status_code == 200
        assert ready.json()["catalogue"]
        numbers = (await http.get("/metrics")).text
    assert 'rung_requests_total{outcome="answered",verb="skill"}' in numbers
    assert "U0BOB0000" not in numbers


async def test_not_ready_without_the_database(installed: Installed, monkeypatch: pytest.MonkeyPatch) -> None:
    async def gone() -> bool:
        return False

    monkeypatch.setattr(installed.rung.database, "answers", gone)
    async with httpx.AsyncClient(base_url=installed.url) as http:
        assert (await http.get("/readyz")).status_code == 503
        assert (await http.get("/healthz")).status_code == 200


async def test_an_answer_that_takes_long_comes_after_the_acknowledgement(
    slack: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = skill.answer

    async def slow(request: Request) -> Message:
        await asyncio.sleep(0.1)
        return await usual(request)

    monkeypatch.setattr(skill, "answer", slow)
    monkeypatch.setattr(slack_app, "IN_TIME", 0.02)
    await slack.command("bob", "#ml-platform", "/skill", "helm")
    assert slack.seen_by("bob", "#ml-platform") == []
    await slack.wait_for(lambda: slack.seen_by("bob", "#ml-platform"))
    assert slack.text_of(slack.last_seen_by("bob", "#ml-platform")).startswith("Helm")


async def test_our_own_failure_is_an_apology_with_a_reference_that_is_also_in_the_log(
    slack: Sandbox, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def broken(request: Request) -> Message:
        raise RuntimeError("secret words of the person")

    monkeypatch.setattr(skill, "answer", broken)
    await slack.command("alice", "#ml-platform", "/skill", "helm")
    said = slack.text_of(slack.last_seen_by("alice", "#ml-platform"))
    reference = said.split("：")[-1].rstrip("。").strip()
    assert len(reference) == 8
    out, err = capfd.readouterr()
    assert reference in out + err
    assert "secret words" not in out + err


async def test_socket_mode_answers_the_same_and_comes_back_after_silence(library: Library, tmp_path: Path) -> None:
    async with Sandbox(MANIFEST) as slack:
        rung = build(settings_for(slack, f"sqlite:///{tmp_path}/rung.db", socket_mode=True), library)
        async with rung.web.router.lifespan_context(rung.web):
            await slack.command("bob", "#ml-platform", "/skill", "mlflow")
            assert slack.text_of(slack.last_seen_by("bob", "#ml-platform")).startswith("MLflow")


async def test_the_watchdog_sees_a_connection_that_went_silent(library: Library, tmp_path: Path) -> None:
    async with Sandbox(MANIFEST) as slack:
        rung = build(settings_for(slack, f"sqlite:///{tmp_path}/rung.db", socket_mode=True), library)
        socket = Socket(rung.slack.bolt, str(slack.installation.app_token))
        await socket.open()
        try:
            assert not await socket.is_dead()
            client: Any = socket._handler.client
            client.last_ping_pong_time = dt.datetime.now(dt.UTC).timestamp() - 120
            assert await socket.is_dead()
        finally:
            await socket.close()
        await rung.database.close()


async def test_it_starts_and_stops_while_slack_cannot_be_reached(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_socket, "FIRST", 0.05)
    nowhere = Settings(
        _env_file=None,
        slack_bot_token="xoxb-1",
        slack_app_token="xapp-1",
        slack_api_url="http://127.0.0.1:9/api/",
        database_url=f"sqlite:///{tmp_path}/rung.db",
    )
    rung = build(nowhere, library)
    async with asyncio.timeout(5), rung.web.router.lifespan_context(rung.web):
        assert await rung.database.answers()


async def test_a_profile_that_takes_long_does_not_keep_a_newcomer_waiting(
    installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slack_client, "PATIENCE", 0.05)

    async def hang(*_: object, **__: object) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr(installed.rung.slack.bolt.client, "users_info", hang)
    delivery = await installed.slack.command("bob", "#ml-platform", "/skill", "mlflow")
    assert delivery.seconds < 2
    assert installed.slack.text_of(installed.slack.last_seen_by("bob", "#ml-platform")).startswith("MLflow")


def test_nothing_starts_without_the_tokens(library: Library) -> None:
    nothing = Settings(_env_file=None, slack_bot_token=None)
    with pytest.raises(MissingSetting, match="SLACK_BOT_TOKEN is missing"):
        build(nothing, library)
    untouched = Settings(_env_file=None, slack_bot_token="xoxb-", slack_app_token="xapp-")
    with pytest.raises(MissingSetting, match="SLACK_BOT_TOKEN is missing"):
        build(untouched, library)
    half = Settings(_env_file=None, slack_bot_token="xoxb-1", slack_signing_secret=None, slack_app_token=None)
    with pytest.raises(MissingSetting, match="SLACK_SIGNING_SECRET is missing"):
        build(half, library)


async def test_rung_sandbox_starts_a_slack_and_a_bot_in_processes_of_their_own(tmp_path: Path) -> None:
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "sandbox", "--port", str(port), "--database", f"sqlite:///{tmp_path}/s.db",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL, cwd=MANIFEST.parent,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(30):
            said = b""
            while b"Ctrl-C" not in said:
                said += await process.stdout.readline()
        assert f"Open http://127.0.0.1:{port} and type /skill mlflow".encode() in said
        async with httpx.AsyncClient() as http:
            page = await http.get(f"http://127.0.0.1:{port}/")
            assert page.status_code == 200
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.communicate()
