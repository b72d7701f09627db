"""Talks to the service the way uvicorn does, counting how often it loads the model."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import asyncio
import json
import math
import sys
import time
from functools import cache

from rung_check import FOLDER, Miss, check, load, main

GOOD = {"tenure_months": 12, "monthly_spend": 80.5, "open_tickets": 3}
SEEN = [
    GOOD,
    {"tenure_months": 0, "monthly_spend": 0, "open_tickets": 0},
    {"tenure_months": 240, "monthly_spend": 19.99, "open_tickets": 1},
]
BAD = {
    "no tenure_months": {"monthly_spend": 80.5, "open_tickets": 3},
    "tenure_months -1": {**GOOD, "tenure_months": -1},
    "tenure_months 601": {**GOOD, "tenure_months": 601},
    "monthly_spend -0.01": {**GOOD, "monthly_spend": -0.01},
    "open_tickets -2": {**GOOD, "open_tickets": -2},
    "open_tickets 'many'": {**GOOD, "open_tickets": "many"},
    "an unknown field tenure_month": {**GOOD, "tenure_month": 12},
}


async def request(app, method, path, body=None):
    raw, sent, pending = b"" if body is None else json.dumps(body).encode(), [], True

    async def receive():
        nonlocal pending
        if pending:
            pending = False
            return {"type": "http.request", "body": raw, "more_body": False}
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    headers = [(b"host", b"lab"), (b"content-type", b"application/json"), (b"content-length", str(len(raw)).encode())]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip
    try:
        await app(scope, receive, send)
    except Exception:  # an error nobody caught: uvicorn would answer 500
        if not sent:
            return 500, None
    status = next((each["status"] for each in sent if each["type"] == "http.response.start"), 500)
    text = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text.decode(errors="replace")


async def started(app):
    """Sends the startup of the lifespan protocol and returns what ends it."""
    to_app, from_app = asyncio.Queue(), asyncio.Queue()
    await to_app.put({"type": "lifespan.startup"})
    task = asyncio.ensure_future(
        app({"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}, to_app.get, from_app.put)
    )
    await asyncio.wait([task, waiting := asyncio.ensure_future(from_app.get())], return_when="FIRST_COMPLETED")
    said = (
        waiting.result() if waiting.done() else {"type": "lifespan.startup.failed", "message": repr(task.exception())}
    )
    if said["type"] != "lifespan.startup.complete":
        raise Miss("no-start", error=said.get("message", ""))

    async def stop():
        await to_app.put({"type": "lifespan.shutdown"})
        await asyncio.wait([task], timeout=5)
        task.cancel()

    return stop


@cache
def story():
    """Everything that is asked of the service, in one life of it; the checks read what came of it."""
    sys.path.insert(0, str(FOLDER))
    import model

    loads, plain, pause = [], model.ChurnModel.load, time.sleep
    model.ChurnModel.load = classmethod(lambda _cls: loads.append(1) or plain())
    time.sleep = lambda seconds: pause(min(seconds, 0.01))
    app = load("service.py", "app").app
    if not callable(app):
        raise Miss("no-app")
    found = {"import": len(loads)}

    async def play():
        found["early"] = await request(app, "GET", "/healthz")
        stop = await started(app)
        found["startup"] = len(loads)
        found["health"] = await request(app, "GET", "/healthz")
        found["answers"] = [(await request(app, "POST", "/predict", each)) for each in SEEN]
        found["refused"] = {what: (await request(app, "POST", "/predict", each))[0] for what, each in BAD.items()}
        found["requests"] = len(loads)
        await stop()

    asyncio.run(play())
    found["truth"] = [plain().predict(**each) for each in SEEN]
    found["version"] = plain().version
    return found


@check("answers")
def answers():
    for asked, (status, answer), truth in zip(SEEN, story()["answers"], story()["truth"], strict=True):
        if status != 200 or not isinstance(answer, dict):
            raise Miss("no-answer", asked=json.dumps(asked), status=status)
        given = answer.get("churn_probability")
        if (
            isinstance(given, bool)
            or not isinstance(given, (int, float))
            or not math.isclose(given, truth, rel_tol=1e-6)
        ):
            raise Miss("wrong-answer", asked=json.dumps(asked), truth=round(truth, 6), given=given)


@check("loaded-once")
def loaded_once():
    found = story()
    if found["import"]:
        raise Miss("on-import", count=found["import"])
    if found["startup"] != 1:
        raise Miss("not-at-startup", count=found["startup"])
    if found["requests"] != 1:
        raise Miss("per-request", count=found["requests"])


@check("validated")
def validated():
    if all(status == 404 for status in story()["refused"].values()):
        raise Miss("no-answer", asked="/predict", status=404)
    for what, status in story()["refused"].items():
        if status != 422:
            raise Miss("let-through", what=what, status=status)


@check("health")
def health():
    found = story()
    status, answer = found["health"]
    if status != 200 or not isinstance(answer, dict) or answer.get("version") != found["version"]:
        raise Miss("not-healthy", status=status, answer=json.dumps(answer))
    if found["early"][0] != 503:
        raise Miss("healthy-too-early", status=found["early"][0])


main()
