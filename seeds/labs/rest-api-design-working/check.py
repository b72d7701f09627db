"""Speaks to the API as a client on a bad network would: repeats creates, reads pages while others write."""

import asyncio
import json
from urllib.parse import urlencode

from rung_check import Miss, check, load, main

TOTAL = 43


async def request(app, method, path, body=None, query="", headers=()):
    raw, sent, pending = b"" if body is None else json.dumps(body).encode(), [], True

    async def receive():
        nonlocal pending
        if pending:
            pending = False
            return {"type": "http.request", "body": raw, "more_body": False}
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    headers = [
        (b"host", b"lab"), (b"content-type", b"application/json"), (b"content-length", str(len(raw)).encode()),
        *((name.lower().encode(), value.encode()) for name, value in headers),
    ]  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip
    try:
        await app(scope, receive, send)
    except Exception:  # an error nobody caught: uvicorn would answer 500
        if not sent:
            return 500, None, ""
    first = next((each for each in sent if each["type"] == "http.response.start"), {"status": 500, "headers": []})
    kind = dict(first.get("headers", [])).get(b"content-type", b"").decode(errors="replace")
    text = b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body")
    try:
        return first["status"], json.loads(text), kind
    except ValueError:
        return first["status"], text.decode(errors="replace"), kind


def api():
    app = load("jobs.py", "app").app

    def call(method, path, body=None, headers=(), **query):
        return asyncio.run(request(app, method, path, body, urlencode(query), headers))

    return call


def job(number, gpus=1):
    return {"name": f"train-{number}", "image": "trainer:3", "gpus": gpus}


def create(call, body, key=None):
    status, answer, _ = call("POST", "/jobs", body, [("Idempotency-Key", key)] if key else ())
    if status not in (200, 201) or not isinstance(answer, dict) or not answer.get("id"):
        raise Miss("no-create", status=status, answer=json.dumps(answer))
    return answer["id"]


def page(call, **query):
    status, answer, _ = call("GET", "/jobs", **query)
    if status != 200 or not isinstance(answer, dict) or not isinstance(answer.get("items"), list):
        raise Miss("no-page", asked=urlencode(query), status=status)
    if "next_cursor" not in answer or not all(isinstance(each, dict) and "id" in each for each in answer["items"]):
        raise Miss("no-page", asked=urlencode(query), status=status)
    return [each["id"] for each in answer["items"]], answer["next_cursor"]


@check("pages")
def pages():
    for limit in (10, TOTAL, 1):
        call = api()
        made = [create(call, job(number)) for number in range(TOTAL)]
        seen, cursor, asked = [], None, 0
        while asked <= TOTAL + 20:
            ids, cursor = page(call, limit=limit, **({} if cursor is None else {"cursor": cursor}))
            if len(ids) > limit:
                raise Miss("too-long", limit=limit, items=len(ids))
            seen += ids
            asked += 1
            if asked in (1, 3):
                create(call, job(500 + asked))
            if cursor is None:
                break
        old = [each for each in seen if each in set(made)]
        if len(old) != len(set(old)):
            raise Miss("twice", limit=limit, twice=len(old) - len(set(old)))
        if set(old) != set(made):
            raise Miss("left-out", limit=limit, total=TOTAL, missing=len(set(made) - set(old)))
        if cursor is not None:
            raise Miss("no-end", limit=limit)
        if old != made[::-1]:
            raise Miss("order")


@check("limits")
def limits():
    call = api()
    for number in range(105):
        create(call, job(number))
    ids, _ = page(call)
    if len(ids) != 20:
        raise Miss("default", items=len(ids))
    for limit in ("0", "101", "many"):
        status, _, _ = call("GET", "/jobs", limit=limit)
        if status not in (400, 422):
            raise Miss("limit-taken", limit=limit, status=status)
    ids, _ = page(call, limit=100)
    if len(ids) != 100:
        raise Miss("too-short", items=len(ids))
    status, _, _ = call("GET", "/jobs", cursor="not-a-cursor")
    if status not in (400, 404, 410, 422):
        raise Miss("cursor-taken", status=status)


@check("once")
def once():
    call = api()
    ids = {create(call, job(1), "key-1") for _ in range(3)}
    if len(ids) != 1:
        raise Miss("made-again", jobs=len(ids))
    if create(call, job(1), "key-2") in ids or create(call, job(1)) == create(call, job(1)):
        raise Miss("not-made")
    status, _, _ = call("POST", "/jobs", job(1, gpus=8), [("Idempotency-Key", "key-1")])
    if status not in (409, 422):
        raise Miss("other-body", status=status)
    if len(page(call, limit=100)[0]) != 4:
        raise Miss("how-many", jobs=len(page(call, limit=100)[0]))


@check("one-shape")
def one_shape():
    call = api()
    asked = [
        ("GET", "/jobs/nope", None, 404), ("POST", "/jobs", {"name": "", "image": "trainer:3", "gpus": 99}, 422),
        ("POST", "/jobs", {}, 422), ("GET", "/nope", None, 404), ("DELETE", "/jobs", None, 405),
    ]  # fmt: skip
    for method, path, body, wanted in asked:
        status, answer, kind = call(method, path, body)
        what = f"{method} {path}"
        if status != wanted and not (wanted == 422 and status == 400):
            raise Miss("status", what=what, wanted=wanted, status=status)
        if not kind.startswith("application/problem+json") or not isinstance(answer, dict):
            raise Miss("shape", what=what, kind=kind)
        for field, type_ in (("title", str), ("status", int), ("detail", str)):
            if not isinstance(answer.get(field), type_):
                raise Miss("lacks", what=what, field=field)
        if answer["status"] != status:
            raise Miss("lacks", what=what, field="status")
        if "gpus" not in answer["detail"] and "gpus" not in json.dumps(answer) and body:
            raise Miss("says-nothing", what=what)


main()
