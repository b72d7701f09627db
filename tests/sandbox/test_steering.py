"""A sandbox in a process of its own: started, given faults and asked for what was posted, over HTTP."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox
from sandbox.faults import KINDS
from sandbox.refusals import OPENING, POSTING

PLAN = {
    "seed": 7,
    "history_lag": 5,
    "refuse": {"alice": "is_archived"},
    "next": [{"method": "chat.postMessage", "kind": "error_after", "count": 2}],
    "share": [{"method": "conversations.history", "kind": "rate_limited", "share": 0.25, "seconds": 3}],
}


@pytest.fixture
async def http(slack: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody in another process."""
    async with httpx.AsyncClient(base_url=slack.url) as http:
        yield http


async def test_faults_are_planned_over_http(slack: Sandbox, http: httpx.AsyncClient) -> None:
    planned = await http.post("/sandbox/faults", json=PLAN)

    assert planned.json() == (await http.get("/sandbox/faults")).json()
    error = {"method": "chat.postMessage", "kind": "error_after", "seconds": 1.0}
    assert planned.json() == {
        "down": False,
        "history_lag": 5.0,
        "next": [error, error],
        "share": [{"method": "conversations.history", "kind": "rate_limited", "share": 0.25, "seconds": 3.0}],
        "refuse": {"U0ALICE00": "is_archived"},
        "struck": {},
    }
    assert (await http.post("/sandbox/faults", json={"down": True})).json()["history_lag"] == 5.0
    assert slack.faults.down
    assert (await http.post("/sandbox/faults", json={"allow": ["alice"]})).json()["refuse"] == {}

    cleared = (await http.post("/sandbox/faults", json={"clear": True, "history_lag": 1})).json()
    assert (cleared["down"], cleared["next"], cleared["share"], cleared["history_lag"]) == (False, [], [], 1.0)


@pytest.mark.parametrize(
    ("plan", "complaint"),
    [
        ({"dawn": True}, "There is no 'dawn'. There are: allow, clear, "),
        ({"next": [{"method": "chat.post", "kind": "hang"}]}, "There is no method 'chat.post'."),
        ({"next": [{"method": "chat.postMessage", "kind": "explode"}]}, "There is no fault 'explode'."),
        ({"next": [{"method": "chat.postMessage"}]}, "This is not a plan: "),
        ({"next": [{"method": "api.test", "kind": "hang", "seconds": "long"}]}, "This is not a plan: "),
        ({"refuse": {"zoe": "is_archived"}}, "Nobody here is called 'zoe'."),
        ({"history_lag": "long"}, "This is not a plan: "),
        (["down"], "This is not a plan: "),
    ],
)
async def test_a_plan_that_makes_no_sense_is_answered_with_why(
    http: httpx.AsyncClient, plan: Any, complaint: str
) -> None:
    answer = await http.post("/sandbox/faults", json=plan)

    assert answer.status_code == 400
    assert answer.json()["error"].startswith(complaint)


async def test_only_json_from_this_machine_is_taken(slack: Sandbox, http: httpx.AsyncClient) -> None:
    as_form = await http.post("/sandbox/faults", content=b'{"down": true}', headers={"Content-Type": "text/plain"})
    elsewhere = await http.post("/sandbox/faults", json={"down": True}, headers={"Origin": "https://evil.example"})
    reading = await http.get("/sandbox/posted?event_type=nudge", headers={"Host": "evil.example"})

    assert [as_form.status_code, elsewhere.status_code, reading.status_code] == [415, 403, 403]
    assert not slack.faults.down


def test_every_fault_and_code_is_named_once() -> None:
    assert len(set(KINDS)) == len(KINDS) == 7
    assert "user_disabled" in OPENING - POSTING
    assert "is_archived" in POSTING - OPENING


async def test_a_sandbox_of_its_own_counts_what_was_posted(manifest: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "manifest.yml"
    path.write_text(yaml.safe_dump(manifest))
    program = [sys.executable, "-m", "sandbox", str(path), "--bot-token", "xoxb-7", "--crowd", "10"]
    process = await asyncio.create_subprocess_exec(*program, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        url = json.loads(await process.stdout.readline())["url"]
        await post_with_a_lost_answer(url)
    finally:
        process.terminate()
        await process.wait()


async def post_with_a_lost_answer(url: str) -> None:
    async with aiohttp.ClientSession() as session, httpx.AsyncClient(base_url=url) as http:
        client = AsyncWebClient("xoxb-7", f"{url}/api/", session=session, retry_handlers=[])
        await http.post("/sandbox/faults", json={"next": [{"method": "chat.postMessage", "kind": "error_after"}]})
        people = [each["id"] for each in (await client.users_list())["members"] if each["name"].startswith("member")]
        metadata = {"event_type": "nudge", "event_payload": {"key": "w11"}}
        with pytest.raises(SlackApiError):
            await client.chat_postMessage(channel=people[0], text="Hello", metadata=metadata)

        posted = (await http.get("/sandbox/posted", params={"event_type": "nudge"})).json()["posted"]
        struck = (await http.get("/sandbox/faults")).json()["struck"]

    assert len(people) == 10
    assert [(each["person"], each["event_payload"]) for each in posted] == [(people[0], {"key": "w11"})]
    assert struck == {"error_after": 1}
