"""A caller behind a gateway that gives up after three seconds, and retries three times, as its library does."""

import json
import socket
import urllib.error
import urllib.request

BASE = "http://127.0.0.1:8000"


def call(method, path, body=None, **headers):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(BASE + path, data, {"content-type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=3) as answer:
            return answer.status, dict(answer.headers), json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


for attempt in range(1, 4):
    try:
        status, headers, body = call("POST", "/trainings", {"dataset": "clicks", "epochs": 4}, **{"Idempotency-Key": "a-1"})
        print(f"try {attempt}: {status} {headers.get('location')} {body}")
        break
    except (TimeoutError, socket.timeout):
        print(f"try {attempt}: 504 from the gateway after 3 s")
print("trainings on the GPU:", call("GET", "/gpu-hours")[2]["trainings"])
