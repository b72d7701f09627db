"""Runs the service on its eight requests and reads what it wrote, line by line."""

import json
import re
from functools import cache

from rung_check import Miss, check, main, python, read

REQUESTS = [f"r-{number}" for number in range(1, 9)]
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
LEVELS = {"scored": "info", "features_missing": "warning", "failed": "error"}


@cache
def lines():
    return python("serve.py", stdin=read("requests.jsonl")).stdout.splitlines()


@cache
def events():
    found = []
    for number, line in enumerate(lines(), 1):
        try:
            event = json.loads(line)
        except ValueError:
            raise Miss("not-json", line=number, text=line) from None
        if not isinstance(event, dict):
            raise Miss("not-json", line=number, text=line)
        found.append(event)
    return found


@check("json-lines")
def json_lines():
    for number, event in enumerate(events(), 1):
        for field in ("event", "level", "timestamp"):
            if field not in event:
                raise Miss("lacks-field", line=number, field=field)


@check("request-id")
def request_id():
    for number, event in enumerate(events(), 1):
        if event.get("request_id") not in REQUESTS:
            raise Miss("without-id", line=number, event=event.get("event"), value=event.get("request_id"))
    for request in REQUESTS:
        if not any(event["request_id"] == request for event in events()):
            raise Miss("too-few", request=request)


@check("fitting-levels")
def fitting_levels():
    for name, wanted in LEVELS.items():
        named = [event for event in events() if event.get("event") == name]
        for event in named or [{"level": "no line"}]:
            if event.get("level") != wanted:
                raise Miss("wrong-level", event=name, wanted=wanted, level=event.get("level"))
    if any(event["level"] == "error" and "ZeroDivisionError" not in str(event.get("exception")) for event in events()):
        raise Miss("no-trace")


@check("no-email")
def no_email():
    events()
    for number, line in enumerate(lines(), 1):
        if found := ADDRESS.search(line):
            raise Miss("email-seen", line=number, email=found[0])


main()
