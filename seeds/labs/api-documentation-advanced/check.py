"""Runs contract.py against the true service, against one with other data, and against services that have drifted."""

import copy
import socket
import sys
import threading
from functools import cache
from http.server import ThreadingHTTPServer

from rung_check import Miss, check, load, main, read, run

OTHER = {
    "ranker": {"auc": 0.9, "owner": None, "version": 12, "stage": "production", "name": "ranker"},
    "churn": {"name": "churn", "stage": "shadow", "version": 4, "auc": 1, "owner": "crm"},
    "fraud": {"name": "fraud", "stage": "production", "version": 1, "auc": 0.95, "owner": "risk"},
}


def drifted(change):
    """The service with one change: `change` gets path, status, answer and headers and gives the last three back."""
    base = load("service.py", "Handler").Handler

    class Drifted(base):
        def answer(self, method, path, body):
            status, answer, headers = super().answer(method, path, body)
            return change(path, status, copy.deepcopy(answer), dict(headers))

    return Drifted


def renamed(path, status, answer, headers):
    if path.endswith("/score") and status == 200:
        answer["value"] = answer.pop("score")
    return status, answer, headers


def as_text(path, status, answer, headers):
    if path == "/v1/models/ranker":
        answer["version"] = str(answer["version"])
    return status, answer, headers


def one_more(path, status, answer, headers):
    if path == "/v1/models/ranker":
        answer["trained_on"] = "customers_2026"
    return status, answer, headers


def new_stage(path, status, answer, headers):
    if path == "/v1/models":
        answer["models"][0]["stage"] = "canary"
    return status, answer, headers


def as_html(path, status, answer, headers):
    return status, answer, {**headers, "Content-Type": "text/html"} if path == "/v1/models" else headers


def other_status(_path, status, answer, headers):
    return (400 if status == 422 else status), answer, headers


def other_error(path, status, answer, headers):
    return status, {"detail": "not found"} if status == 404 and path.endswith("nobody") else answer, headers


def no_header(_path, status, answer, _headers):
    return status, answer, {}


SUCCESSES = {
    "a renamed field": (renamed, "/score"), "a number sent as text": (as_text, "/v1/models/ranker"),
    "an undocumented field": (one_more, "/v1/models/ranker"), "a stage outside the enum": (new_stage, "/v1/models"),
    "text/html": (as_html, "/v1/models"),
}  # fmt: skip
FAILURES = {
    "400 instead of 422": (other_status, "/score"), "another shape of the 404": (other_error, "/v1/models/nobody"),
    "no Retry-After with the 409": (no_header, "/v1/models/churn/score"),
}  # fmt: skip


def verdict(handler):
    """How contract.py ended and what it printed, for a service with this handler."""
    read("contract.py")
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        ended = run(sys.executable, "contract.py", f"http://127.0.0.1:{server.server_address[1]}", seconds=30)
    finally:
        server.shutdown()
        server.server_close()
    return ended.returncode, ended.stdout + ended.stderr


@cache
def plain():
    return verdict(load("service.py", "Handler").Handler)


def notices(drifts):
    if plain()[0] != 0:
        raise Miss("cries-wolf", what="the service as it is", said=plain()[1][-150:] or "-")
    for what, (change, where) in drifts.items():
        code, said = verdict(drifted(change))
        if code == 0:
            raise Miss("not-noticed", what=what)
        if "Traceback" in said and where not in said:
            raise Miss("traceback-only", what=what, said=said.strip().splitlines()[-1])
        if where not in said:
            raise Miss("not-said-where", what=what, where=where)


@check("agrees")
def agrees():
    if plain()[0] != 0:
        raise Miss("cries-wolf", what="the service as it is", said=plain()[1][-150:] or "-")

    class Other(load("service.py", "Handler").Handler):
        models = OTHER

    code, said = verdict(Other)
    if code != 0:
        raise Miss("cries-wolf", what="the same service with other models", said=said[-150:] or "-")


@check("successes")
def successes():
    notices(SUCCESSES)


@check("failures")
def failures():
    notices(FAILURES)


@check("not-there")
def not_there():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    read("contract.py")
    if run(sys.executable, "contract.py", f"http://127.0.0.1:{port}", seconds=40).returncode == 0:
        raise Miss("green-without-service")


main()
