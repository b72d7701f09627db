"""Provokes every answer of the service and holds it against openapi.yaml; runs the example of guide.md as pasted."""

import http.client
import json
import re
import tempfile
import threading
from functools import cache
from http.server import ThreadingHTTPServer
from pathlib import Path

from rung_check import Miss, check, load, main, python, read

UNITS = {
    "took": re.compile(r"millisecond|\bms\b|毫秒", re.I),
    "used": re.compile(r"token|词元|詞元", re.I),
    "Retry-After": re.compile(r"(?<!milli)second|(?<!毫)秒|\bs\b", re.I),
}
GOOD = {"texts": ["late delivery", "refund please"]}


@cache
def spec():
    import yaml  # noqa: PLC0415  # the kit says first when it is not installed
    from openapi_spec_validator import validate  # noqa: PLC0415

    try:
        found = yaml.safe_load(read("openapi.yaml"))
        validate(found)
    except Miss:
        raise
    except Exception as error:
        raise Miss("not-openapi", error=getattr(error, "message", None) or error) from None
    return found


def plain(node, depth=0):
    """A node with the $refs into the same file followed, as jsonschema would want them."""
    if depth > 40:
        return {}
    if isinstance(node, list):
        return [plain(each, depth + 1) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str) and node["$ref"].startswith("#/"):
        target = spec()
        for part in node["$ref"][2:].split("/"):
            target = target.get(part.replace("~1", "/").replace("~0", "~"), {}) if isinstance(target, dict) else {}
        rest = {name: value for name, value in node.items() if name != "$ref"}
        return {**plain(target, depth + 1), **plain(rest, depth + 1)}
    return {name: plain(value, depth + 1) for name, value in node.items()}


def operation():
    try:
        return plain(spec()["paths"]["/v1/embeddings"]["post"])
    except (KeyError, TypeError):
        raise Miss("no-operation") from None


def schema_in(holder):
    content = (holder or {}).get("content") or {}
    return (content.get("application/json") or {}).get("schema")


def retry_after(response):
    """The Retry-After header of a response; names of headers have no case."""
    headers = {str(name).lower(): each for name, each in ((response or {}).get("headers") or {}).items()}
    return headers.get("retry-after")


def fits(instance, schema):
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    return next(Draft202012Validator(schema).iter_errors(instance), None)


def nulled(body):
    """The body with null for every value inside: a schema that takes it says nothing of the fields."""
    return {name: nulled(value) for name, value in body.items()} if isinstance(body, dict) else None


class Service:
    """The service of the lab on a free port, as long as the block lasts."""

    def __enter__(self):
        given = self.given = []

        class Handler(load("service.py", "Handler").Handler):
            def send_response(self, code, message=None):
                given.append(code)
                super().send_response(code, message)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def ask(self, body, key="key-check"):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("POST", "/v1/embeddings", raw, {"X-Api-Key": key, "Content-Type": "application/json"})
        answer = connection.getresponse()
        told = answer.status, json.loads(answer.read()), answer.headers
        connection.close()
        return told


@cache
def answers():
    """Every answer the service can give: (status, body, headers)."""
    with Service() as service:
        found = [
            service.ask(GOOD, "key-1"),
            service.ask(b"{", "key-2"),
            service.ask(GOOD, "none"),
            service.ask(b" " * 40_000, "key-3"),
            service.ask({"texts": []}, "key-4"),
            service.ask({"texts": ["x" * 513]}, "key-5"),
            service.ask(GOOD, "key-cold"),
        ]
        found += [service.ask(GOOD, "key-6") for _ in range(6)][-1:]
    return found


@check("every-answer")
def every_answer():
    responses = {str(status): each for status, each in (operation().get("responses") or {}).items()}
    for status, body, headers in answers():
        documented = responses.get(str(status))
        if documented is None:
            raise Miss("not-documented", status=status, code=(body.get("error") or {}).get("code", "ok"))
        schema = schema_in(documented)
        if not schema or not any(fits(each, schema) for each in (dict.fromkeys(body), nulled(body))):
            raise Miss("no-schema", status=status)
        if error := fits(body, schema):
            raise Miss("other-body", status=status, error=error.message)
        if "Retry-After" in headers and retry_after(documented) is None:
            raise Miss("no-header", status=status)
    given = {str(status) for status, _, _ in answers()}
    if invented := sorted(status for status in responses if status.isdigit() and status not in given):
        raise Miss("invented", status=invented[0])


@check("limits")
def limits():
    schema = schema_in(operation().get("requestBody"))
    if not schema:
        raise Miss("no-request-schema")
    tried = [
        ({"texts": ["x"]}, "1 text of 1 character"),
        ({"texts": ["x"] * 16}, "16 texts"),
        ({"texts": ["x"] * 17}, "17 texts"),
        ({"texts": []}, "no text"),
        ({"texts": ["x" * 512]}, "a text of 512 characters"),
        ({"texts": ["x" * 513]}, "a text of 513 characters"),
        ({"texts": [""]}, "an empty text"),
        ({"texts": [7]}, "a number for a text"),
        ({}, "no texts at all"),
    ]
    with Service() as service:
        for number, (body, what) in enumerate(tried):
            taken = service.ask(body, f"key-limits-{number}")[0] == 200
            if (fits(body, schema) is None) != taken:
                raise Miss("other-limit", what=what, service="takes" if taken else "refuses")


@check("units")
def units():
    responses = {str(status): each for status, each in (operation().get("responses") or {}).items()}
    fields = ((schema_in(responses.get("200")) or {}).get("properties")) or {}
    told = {name: (fields.get(name) or {}).get("description") or "" for name in ("took", "used")}
    for status in ("429", "503"):
        header = retry_after(responses.get(status)) or {}
        told["Retry-After"] = header.get("description") or (header.get("schema") or {}).get("description") or ""
        for name, text in told.items():
            if not UNITS[name].search(str(text)):
                raise Miss("no-unit", name=name, text=text or "-")


@check("example")
def example():
    block = re.search(r"```py(?:thon)?[^\n]*\n(.*?)```", read("guide.md"), re.S | re.I)
    if block is None:
        raise Miss("no-block")
    with Service() as service, tempfile.TemporaryDirectory() as folder:
        pasted = Path(folder) / "pasted.py"
        pasted.write_text(
            re.sub(r"(127\.0\.0\.1|localhost):8080", f"127.0.0.1:{service.port}", block[1]), encoding="utf-8"
        )
        try:
            said = python("-X", "utf8", pasted, seconds=20).stdout.strip()
        except Miss as miss:
            raise Miss("example-failed", error=miss.facts.get("error", miss.says)) from None
    if 200 not in service.given:
        raise Miss("example-no-call")
    if not said:
        raise Miss("example-silent")
    shown = re.search(r"```[^\n]*\n(.*?)```", read("guide.md")[block.end() :], re.S)
    if shown is None or shown[1].split() != said.split():
        raise Miss("other-output", said=said, shown=shown[1] if shown else "-")


main()
