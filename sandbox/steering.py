"""Steering a sandbox that runs in another process: faults to plan, and what was posted, as JSON on loopback."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.errors import SandboxError
from sandbox.faults import Faults
from sandbox.shapes import Json
from sandbox.slack import Slack

_WORDS = frozenset({"clear", "seed", "down", "history_lag", "next", "share", "refuse", "allow"})


def routes(slack: Slack) -> list[BaseRoute]:
    """``/sandbox/faults`` and ``/sandbox/posted``."""

    async def faults(request: Request) -> Response:
        if request.method == "POST":
            return await _plan(slack.faults, request)
        return JSONResponse(slack.faults.as_json())

    async def posted(request: Request) -> Response:
        found = slack.posted.get(request.query_params.get("event_type", ""), [])
        return JSONResponse({"posted": [message._asdict() for message in found]})

    return [
        Route("/sandbox/faults", faults, methods=["GET", "POST"]),
        Route("/sandbox/posted", posted),
    ]


async def _plan(faults: Faults, request: Request) -> Response:
    # Another site's form cannot send JSON without asking first, and nobody here answers such questions.
    if not request.headers.get("content-type", "").startswith("application/json"):
        return JSONResponse({"error": "Send JSON."}, 415)
    try:
        apply(faults, json.loads(await request.body()))
    except SandboxError as error:
        return JSONResponse({"error": str(error)}, 400)
    except (AttributeError, TypeError, ValueError) as error:
        return JSONResponse({"error": f"This is not a plan: {error}"}, 400)
    return JSONResponse(faults.as_json())


def apply(faults: Faults, plan: Json) -> None:
    """Plan what a JSON object says; each word is the method or attribute of ``Faults`` with that name.

    ``{"clear": true, "seed": 7, "down": false, "history_lag": 5, "refuse": {"alice": "is_archived"}, "allow": ["bob"],
    "next": [{"method": "chat.postMessage", "kind": "error_after", "count": 2}],
    "share": [{"method": "chat.postMessage", "kind": "rate_limited", "share": 0.05, "seconds": 3}]}``
    """
    if strange := sorted(plan.keys() - _WORDS):
        raise SandboxError(f"There is no {strange[0]!r}. There are: {', '.join(sorted(_WORDS))}.")
    if plan.get("clear"):
        faults.clear()
    if "seed" in plan:
        faults.seed(int(plan["seed"]))
    faults.down = bool(plan.get("down", faults.down))
    faults.history_lag = float(plan.get("history_lag", faults.history_lag))
    for each in plan.get("next", []):
        faults.next(**each)
    for each in plan.get("share", []):
        faults.share(**each)
    for who, error in plan.get("refuse", {}).items():
        faults.refuse(who, error)
    for who in plan.get("allow", []):
        faults.allow(who)
