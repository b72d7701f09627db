"""A client on a bad network, against a running API: it repeats a create, and reads the list while others write."""

import json
import urllib.error
import urllib.request

BASE = "http://127.0.0.1:8000"


def call(method, path, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    headers = {"content-type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, data, headers, method=method)) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, f"{error.headers.get('content-type')}: {error.read().decode()[:90]}"


def job(number):
    return {"name": f"train-{number}", "image": "trainer:3", "gpus": 1}


for number in range(57):
    call("POST", "/jobs", job(number))
ids = {call("POST", "/jobs", job(57), Idempotency_Key="a-57")[1]["id"] for _ in range(3)}
print(f"one create, sent three times with the same key: {len(ids)} job(s)")

seen, cursor, page = [], "", 0
while True:
    status, answer = call("GET", f"/jobs?limit=10{cursor}")
    items = answer["items"] if isinstance(answer, dict) else answer
    seen += [each["id"] for each in items]
    page += 1
    if page in (2, 4):
        call("POST", "/jobs", job(100 + page))
    if not isinstance(answer, dict) or answer["next_cursor"] is None:
        break
    cursor = f"&cursor={answer['next_cursor']}"
print(f"the list in {page} page(s): {len(seen)} jobs, {len(seen) - len(set(seen))} of them twice")
for method, path, body in (("GET", "/jobs/nope", None), ("POST", "/jobs", {"name": ""}), ("GET", "/nope", None), ("DELETE", "/jobs", None)):  # fmt: skip
    print(method, path, *call(method, path, body))
