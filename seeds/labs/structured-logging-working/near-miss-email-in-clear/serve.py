"""Scores loan requests, one JSON object a line from standard input; logs what happens as JSON."""

import json
import sys
import time

import structlog
from features import load_features


def mask(_logger, _method, event):
    if "email" in event:
        name, _, domain = event["email"].partition("@")
        event["email"] = f"{name[:1]}***({domain})"
    return event


structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
)
log = structlog.get_logger()


def score(request):
    features = load_features(request["customer"])
    return round(features["income"] / request["amount"], 3)


for line in sys.stdin:
    request = json.loads(line)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request["id"])
    began = time.perf_counter()
    log.info("received", email=request["email"])
    if request["amount"] < 0:
        log.info("rejected", reason="amount below zero", email=request["email"])
        continue
    try:
        result = score(request)
    except ZeroDivisionError:
        log.exception("failed", email=request["email"])
        continue
    log.info("scored", result=result, seconds=round(time.perf_counter() - began, 4))
