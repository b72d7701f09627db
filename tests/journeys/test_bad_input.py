"""Whatever is typed or sent gets a clear answer or the right status, and never reaches a channel or a log."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.parse
from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox import Sandbox
from tests.conftest import Installed

HOSTILE = [
    "",
    " ",
    "x" * 5_000,
    "\x00\x07\x1b[31m",
    "\ud800 mlflow",
    "<!channel>",
    "<!here|hey> <@U0DANA000> @channel @everyone",
    "*bold* _it_ ~no~ `code` ```pre``` > quote",
    "<http://evil.example|click me>",
    "'; DROP TABLE members; --",
    "{{7*7}} ${jndi:ldap://x}",
    "🦄🦄🦄",
    "\u202emlflow\u202c",
    "compare",
    "compare a, b",
    "compare mlops engineer: junior",
    "compare mlops engineer: junior, nobody",
    "browse",
    "browse nowhere",
    "browse tools 999999999999999999999",
    "page nothing 3",
    "page role:mlops-engineer 99",
    "share",
    "share banana",
    "level:mlops-engineer/nowhere",
    "help me",
]
MISUSED = [
    *("role", "role drop", "role drop nobody", "role none", "role mlops engineer middle middle", "set =", "set docker=",
      "set docker=working helm", "set ,,,", "set " + "docker working," * 200, "set " + "a" * 4_000, "form 0",
      "form 999", "form nowhere", "form save", "form save =", "form save x=y z=working", "still", "still banana"),
    *("check =", "check docker", "check docker=9", "check docker=? save", "check save", "check " + "docker=1 " * 300,
      "calculator now", "history 3", "undo x", "undo 0", "undo 99999999999999999999", "snapshot x", "snapshot 0",
      "snapshot 99999999999999999999", "confirm", "confirm banana", "confirm AAAAA-BBBBB", "confirm AAAAA-BBBBB yes"),
    *("page", "page 0", "page -1", "page x", "why", "why banana", "why mlops engineer", "path nowhere", "path know",
      "path backend-to-mlops know", "path backend-to-mlops know nothing", 'compare "a" "b"', 'compare "" "" x',
      'compare "mlops engineer" "junior"', "goal", "goal banana", "more", "later k8s", "drop", "drop banana"),
    *("language", "language klingon", "zone nowhere", "zone ../../etc/passwd", "zone " + "x" * 3_000, "privacy please",
      "delete", "delete everybody", "delete for good please", "export everything of dana"),
]  # fmt: skip


@pytest.mark.parametrize("command", ["/skill", "/level", "/gaps", "/rung"])
async def test_anything_typed_is_answered_and_can_mention_nobody(slack: Sandbox, command: str) -> None:
    for typed in (*HOSTILE, *MISUSED):
        delivery = await slack.command("bob", "#ml-platform", command, typed.encode("utf-8", "replace").decode())
        assert delivery.status == 200, typed
        seen = slack.last_seen_by("bob", "#ml-platform")
        sent = json.dumps([seen.text, seen.blocks])
        assert "<!" not in sent, typed
        assert "<@" not in sent, typed
        assert "<http://evil" not in sent, typed
        assert "went wrong on my side" not in sent, typed
    assert slack.seen_by("dana", "#ml-platform") == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("role wizard", "I do not know the role “wizard”"),
        ("role mlops engineer wizard", "has no level “wizard”"),
        ("set docker ninja", "“ninja” is not a depth"),
        ("set", "I read “set”, but not what to do"),
        ("set docker ninja turtle", "I do not know the skill “docker ninja”"),
        ("set banana working", "I do not know the skill “banana”"),
        ("set k8s working", "To type one: /level set kubernetes working"),
        ("set mlops engineer working", "is not something to set a depth for"),
        ("dance", "I read “dance”, but not what to do"),
    ],
)
async def test_a_level_that_cannot_be_read_is_told_how_to_write_it(slack: Sandbox, typed: str, told: str) -> None:
    await slack.command("bob", "#ml-platform", "/level", typed)
    assert told in slack.text_of(slack.last_seen_by("bob", "#ml-platform"))
    await slack.command("bob", "#ml-platform", "/level")
    assert "You have set no role and no depth yet" in slack.text_of(slack.last_seen_by("bob", "#ml-platform"))


async def test_a_button_of_an_older_catalogue_says_so(slack: Sandbox) -> None:
    await slack.command("bob", "#ml-platform", "/skill", "page role:gone 2")
    assert "older version of the catalogue" in slack.text_of(slack.last_seen_by("bob", "#ml-platform"))


async def test_what_is_typed_never_reaches_the_log(slack: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    await slack.command("bob", "#ml-platform", "/skill", "my secret plan xyzzy")
    await slack.command("bob", "#ml-platform", "/level", "set docker working")
    await slack.command("bob", "#ml-platform", "/level", "role mlops engineer senior")
    await slack.command("bob", "#ml-platform", "/level", "check terraform=2 save")
    await slack.command("bob", "#ml-platform", "/gaps", "goal terraform")
    await slack.command("bob", "#ml-platform", "/rung", "zone taipei")
    await slack.command("bob", "#ml-platform", "/rung", "export")
    await slack.say("bob", "@Rung", "another secret plugh")
    await slack.settled()
    out, err = capfd.readouterr()
    assert "verb=skill" in out + err
    told = ("xyzzy", "plugh", "docker", "terraform", "mlops", "senior", "taipei", "U0BOB0000")
    assert not any(word in (out + err).casefold() for word in (each.casefold() for each in told))


async def test_a_role_or_level_that_left_the_catalogue_counts_as_not_chosen(installed: Installed) -> None:
    slack = installed.slack
    await slack.command("bob", "#ml-platform", "/level", "role mlops engineer senior")
    for gone in ("UPDATE member_roles SET level = 'grand master'", "UPDATE members SET role = 'wizard'"):
        async with installed.rung.database.writing() as session:
            await session.exec_driver_sql(gone)
        for command, text in (
            ("/skill", "mlflow"),
            ("/skill", ""),
            ("/level", ""),
            ("/gaps", ""),
            ("/level", "history"),
        ):
            await slack.command("bob", "#ml-platform", command, text)
            assert "went wrong on my side" not in slack.text_of(slack.last_seen_by("bob", "#ml-platform"))
        await slack.open_home("bob")
        await slack.settled()
        home = slack.home_of("bob")
        assert home is not None
        assert "Look something up" in slack.text_of(home)


class Sender:
    """Sends requests as Slack would, or as somebody who pretends to be."""

    def __init__(self, url: str, secret: str, http: httpx.AsyncClient) -> None:
        self._url, self._secret, self._http = f"{url}/slack/events", secret, http

    async def send(
        self, body: bytes, kind: str = "application/x-www-form-urlencoded", *, age: float = 0, secret: str | None = None
    ) -> httpx.Response:
        stamp = str(int(time.time() - age))
        key = (secret or self._secret).encode()
        signature = "v0=" + hmac.new(key, f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        signed = {
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
            "X-Slack-Retry-Num": "1",  # a retry says so; it must be known by its event id, never by this
            "Content-Type": kind,
        }
        return await self._http.post(self._url, content=body, headers=signed)


@pytest.fixture
async def sender(installed: Installed) -> AsyncIterator[Sender]:
    async with httpx.AsyncClient() as http:
        yield Sender(installed.url, installed.slack.installation.signing_secret, http)


COMMAND = urllib.parse.urlencode(
    {
        "command": "/skill", "text": "mlflow", "team_id": "T0ACME000", "user_id": "U0BOB0000",
        "channel_id": "C0MLPLAT0", "response_url": "http://127.0.0.1:1/none", "trigger_id": "1.2.3",
    }
).encode()  # fmt: skip


async def test_a_signed_command_is_answered(sender: Sender) -> None:
    response = await sender.send(COMMAND)
    assert response.status_code == 200
    assert response.json()["response_type"] == "ephemeral"


async def test_forged_and_stale_signatures_are_refused(sender: Sender) -> None:
    assert (await sender.send(COMMAND, secret="wrong")).status_code == 401
    assert (await sender.send(COMMAND, age=301)).status_code == 401
    assert (await sender.send(COMMAND, age=-301)).status_code == 401
    assert (await sender.send(COMMAND, age=290)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"payload={",
        b"payload=%7B%7D",
        b"payload=[1,2,3]",
        b"payload=null",
        b"\xff\xfe\x00junk",
        b"command=%2Fskill",
        b"command=%2Fskill&text=x&team_id=T&user_id=",
        json.dumps({"type": "event_callback", "event": "not an object"}).encode(),
        json.dumps({"type": "event_callback", "event": {"type": 7}}).encode(),
        json.dumps(["list"]).encode(),
        b"payload=" + urllib.parse.quote(json.dumps({"type": "block_actions", "actions": "no", "user": 5})).encode(),
        b"payload=" + urllib.parse.quote(json.dumps({"type": "block_actions", "actions": [], "user": {}})).encode(),
        b"payload=" + urllib.parse.quote(json.dumps({"type": "view_submission", "view": {}})).encode(),
        b"payload=" + urllib.parse.quote(json.dumps({"type": "shortcut"})).encode(),
    ],
)
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/plain"])
async def test_a_body_that_is_not_slacks_gets_a_4xx_and_never_a_500(sender: Sender, body: bytes, kind: str) -> None:
    signed = await sender.send(body, kind)
    assert signed.status_code < 500
    forged = await sender.send(body, kind, secret="wrong")
    assert 400 <= forged.status_code < 500


async def test_megabytes_are_refused_before_they_are_read_whole(sender: Sender) -> None:
    assert (await sender.send(b"x" * 5_000_000)).status_code == 413


async def test_a_url_verification_is_answered(sender: Sender) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    response = await sender.send(body, "application/json")
    assert response.status_code == 200
    assert "abc" in response.text


async def test_an_event_delivered_twice_is_answered_once(installed: Installed, sender: Sender) -> None:
    event = {
        "type": "event_callback", "team_id": "T0ACME000", "event_id": "Ev0TWICE", "event_time": 1,
        "api_app_id": "A0RUNG000",
        "authorizations": [{"team_id": "T0ACME000", "user_id": "U0RUNG000", "is_bot": True}],
        "event": {"type": "app_home_opened", "user": "U0BOB0000", "tab": "home", "channel": "D1"},
    }  # fmt: skip
    body = json.dumps(event).encode()
    for _ in range(3):
        response = await sender.send(body, "application/json")
        assert response.status_code == 200
    await installed.slack.settled()
    assert [call.method for call in installed.slack.calls].count("views.publish") == 1
