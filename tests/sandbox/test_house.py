"""The sandbox stays on this machine, knows nothing of the bot, and its clock can be moved."""

import ast
import asyncio
import hashlib
import hmac
import socket
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

import sandbox
from sandbox import Clock, Sandbox, SandboxError, loopback
from sandbox.server import run

HOUSE = Path(sandbox.__file__).parent
ALLOWED = {"sandbox", "httpx", "starlette", "uvicorn", "yaml"}


def imports() -> Iterator[tuple[Path, str]]:
    for path in HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path, alias.name.split(".")[0]) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield path, "." if node.level else str(node.module).split(".")[0]


def test_the_sandbox_imports_only_itself_and_libraries() -> None:
    strangers = {(path.name, name) for path, name in imports() if name not in ALLOWED | sys.stdlib_module_names}
    assert strangers == set()


def test_every_module_says_what_it_is_for() -> None:
    silent = [path.name for path in HOUSE.rglob("*.py") if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


async def test_it_binds_loopback_only(manifest: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text("display_information: {name: Rung}")
    with pytest.raises(SandboxError, match=r"only works on this machine: use 127.0.0.1 instead of '0.0.0.0'"):
        await run(path, "0.0.0.0", 0, "http://127.0.0.1:3000/slack/events", "xoxb", "secret")
    with pytest.raises(SandboxError, match=r"instead of 'example.com'"):
        Sandbox(manifest, request_url="https://example.com/slack/events")


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
async def test_other_hosts_and_origins_are_refused(slack: Sandbox, headers: dict[str, str]) -> None:
    async with httpx.AsyncClient(base_url=slack.url) as http:
        refused = await http.post("/api/api.test", headers=headers)
        fine = await http.post("/api/api.test", headers={"Origin": slack.url})

    assert refused.status_code == 403
    assert fine.status_code == 200
    assert fine.headers["content-security-policy"].startswith("default-src 'self'")


async def test_signatures_are_stamped_with_real_time(slack: Sandbox, serve: Any) -> None:
    got: list[tuple[str, bytes, str]] = []

    async def endpoint(request: Request) -> Response:
        headers = request.headers
        stamp, sent = headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"]
        got.append((stamp, await request.body(), sent))
        return PlainTextResponse("")

    slack.reach(await serve(Starlette(routes=[Route("/", endpoint, methods=["POST"])])))
    slack.clock.advance(weeks=1)
    await slack.command("alice", "#ml-platform", "/skill", "x")
    slack.installation.sign_with_sandbox_time = True
    await slack.command("alice", "#ml-platform", "/skill", "x")

    stamp, body, sent = got[0]
    base = f"v0:{stamp}:".encode() + body
    secret = slack.installation.signing_secret.encode()
    assert sent == "v0=" + hmac.new(secret, base, hashlib.sha256).hexdigest()
    assert abs(int(stamp) - time.time()) < 5
    assert int(got[1][0]) - int(stamp) > 600_000


async def test_the_clock_moves_and_wakes_who_waits() -> None:
    clock = Clock()
    clock.set(datetime(2026, 3, 2, 1, tzinfo=UTC))
    assert clock.utc().replace(microsecond=0) == datetime(2026, 3, 2, 1, tzinfo=UTC)

    waiting = asyncio.create_task(clock.wait_until(clock.now() + 3600))
    await asyncio.sleep(0)
    clock.advance(hours=2)
    await asyncio.wait_for(waiting, 1)
    clock.reset()
    assert abs(clock.now() - time.time()) < 1
    with pytest.raises(ValueError, match="needs a time with a zone"):
        clock.set(datetime(2026, 3, 2))  # noqa: DTZ001


async def test_message_stamps_only_grow(slack: Sandbox) -> None:
    first = await slack.say("alice", "#random", "one")
    slack.clock.advance(days=-1)
    second = await slack.say("alice", "#random", "two")

    assert float(second.ts) > float(first.ts)


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ({"features": {}}, "no display_information.name"),
        ({"display_information": []}, "no display_information.name"),
        (
            {"display_information": {"name": "x"}, "features": {"slash_commands": [{"command": "Skill"}]}},
            "'Skill' must start with / and be lower case",
        ),
        (
            {
                "display_information": {"name": "x"},
                "features": {"shortcuts": [{"name": "n", "type": "other"}]},
            },
            "'n' must have type message or global",
        ),
    ],
)
def test_manifests_that_slack_would_refuse(broken: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SandboxError, match=complaint):
        Sandbox(broken)


async def test_nobody_and_nowhere_are_said_clearly(slack: Sandbox) -> None:
    with pytest.raises(SandboxError, match=r"Nobody here is called 'zoe'. There are: alice, bob"):
        slack.seen_by("zoe", "#random")
    with pytest.raises(SandboxError, match=r"no conversation '#nowhere'. There are: #ml-platform"):
        slack.seen_by("alice", "#nowhere")
    with pytest.raises(SandboxError, match="did not come true within"):
        await slack.wait_for(lambda: False, 0.05)


async def test_answers_do_not_wait_for_the_other_sides_acknowledgement() -> None:
    with loopback.listen() as listener, socket.create_connection(listener.getsockname()), listener.accept()[0] as there:
        assert there.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


async def test_run_serves_until_it_is_cancelled(manifest: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest))
    free = loopback.listen()
    port = free.getsockname()[1]
    free.close()
    serving = asyncio.create_task(run(path, "127.0.0.1", port, None, "xoxb-1", "secret", "xapp-1"))

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http:
        for _ in range(100):
            try:
                answer = await http.get("/")
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.01)
        opened = await http.post("/api/apps.connections.open", headers={"Authorization": "Bearer xapp-1"})

    assert "Slack sandbox" in answer.text
    assert opened.json()["url"].startswith(f"ws://127.0.0.1:{port}/link/")
    with pytest.raises(SandboxError, match=f"Port {port} on 127.0.0.1 cannot be used"):
        await run(path, "127.0.0.1", port, None, "xoxb-1", "secret")
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving


async def test_commands_need_their_scope_and_their_app(manifest: dict[str, Any], slack: Sandbox) -> None:
    manifest["oauth_config"]["scopes"]["bot"].remove("commands")
    with pytest.raises(SandboxError, match="commands or shortcuts without the bot scope commands"):
        Sandbox(manifest)

    await slack.uninstall()
    with pytest.raises(SandboxError, match="Rung was removed, and its commands with it"):
        await slack.command("alice", "#ml-platform", "/skill")
