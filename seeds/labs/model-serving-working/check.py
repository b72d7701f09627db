"""Starts the service with a slow model on a free port and asks it what a load balancer and careless callers would."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from functools import cache

from rung_check import FOLDER, Miss, check, main, read

GOOD = {"income": 52000, "amount": 9000, "age": 41}
ROWS = [{"income": 30000 + 1000 * n, "amount": 5000 + 700 * n, "age": 20 + n} for n in range(40)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """uvicorn with the person's app; `env` sets how slow the model is."""

    def __init__(self, **env):
        read("app.py")
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", str(self.port)],
            cwd=FOLDER, env=dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1", **env),
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.said = []
        threading.Thread(target=lambda: self.said.extend(self.process.stderr), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def ask(self, method, path, body=None, seconds=10):
        """(status, content, milliseconds); status 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        began = time.perf_counter()
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            status, content = answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            status, content = 0, b""
        finally:
            connection.close()
        try:
            content = json.loads(content)
        except ValueError:
            content = None
        return status, content, (time.perf_counter() - began) * 1000

    def until(self, path, seconds):
        """The first status that is not 0, or 200 if one comes; Miss when the process ends."""
        end, status = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            status = self.ask("GET", path, seconds=2)[0]
            if status == 200:
                return 200
            if self.process.poll() is not None:
                time.sleep(0.2)
                last = [line.decode(errors="replace").strip() for line in self.said if line.strip()]
                raise Miss("crashed", command="uvicorn app:app", error=last[-1] if last else self.process.returncode)
            time.sleep(0.1)
        return status


@cache
def started():
    """What the service said of itself while the model loaded for eight seconds."""
    with Service(MODEL_LOAD_SECONDS="8", MODEL_SECONDS="0.01") as service:
        began = time.monotonic()
        live = service.until("/livez", 25)
        after = time.monotonic() - began
        ready = service.ask("GET", "/readyz")[0]
        predicted = service.ask("POST", "/predict", json.dumps({"rows": [GOOD]}))[0]
        later = service.until("/readyz", 20)
        return live, after, ready, predicted, later


@check("health")
def health():
    live, after, ready, predicted, later = started()
    if live != 200 or after > 7.5:
        raise Miss("not-live", status=live, seconds=round(after, 1))
    if ready != 503:
        raise Miss("ready-too-soon", status=ready)
    if predicted != 503:
        raise Miss("predicts-too-soon", status=predicted)
    if later != 200:
        raise Miss("never-ready", status=later)


@cache
def running():
    with Service(MODEL_LOAD_SECONDS="0", MODEL_SECONDS="0.3") as service:
        end = time.monotonic() + 20
        while time.monotonic() < end and service.ask("POST", "/predict", json.dumps({"rows": [GOOD]}))[0] != 200:
            if service.process.poll() is not None:
                service.until("/livez", 1)
            time.sleep(0.2)
        answers = service.ask("POST", "/predict", json.dumps({"rows": ROWS}))
        bodies = {
            "age: –": {"rows": [{"income": 1, "amount": 1}]},
            'income: "high"': {"rows": [GOOD | {"income": "high"}]},
            "amount: -5": {"rows": [GOOD | {"amount": -5}]},
            "income: NaN": {"rows": [GOOD | {"income": float("nan")}]},
            "amount: Infinity": {"rows": [GOOD | {"amount": float("inf")}]},
            "age: 7": {"rows": [GOOD | {"age": 7}]},
            "rows: []": {"rows": []},
            "rows: [… 65]": {"rows": [GOOD] * 65},
        }
        refused = {name: service.ask("POST", "/predict", json.dumps(body))[0] for name, body in bodies.items()}
        most = service.ask("POST", "/predict", json.dumps({"rows": [GOOD] * 64}))[0]
        busy = [
            threading.Thread(target=service.ask, args=("POST", "/predict", json.dumps({"rows": [GOOD]})))
            for _ in range(6)
        ]
        for thread in busy:
            thread.start()
        slowest = 0
        for _ in range(8):
            time.sleep(0.1)
            status, _content, taken = service.ask("GET", "/livez")
            slowest = max(slowest, taken if status == 200 else 10_000)
        for thread in busy:
            thread.join()
        return answers, refused, most, slowest


@check("answers")
def answers():
    (status, content, _taken), _refused, _most, _slowest = running()
    wanted = [round(r["amount"] / (r["amount"] + r["income"] * (1 + r["age"] / 100)), 4) for r in ROWS]
    if status != 200 or not isinstance(content, dict):
        raise Miss("no-answer", status=status)
    if content.get("risks") != wanted:
        raise Miss("other-risks", wanted=wanted[:3], risks=str(content.get("risks"))[:60])
    if content.get("model_version") != "credit-2026-11-02":
        raise Miss("no-version", value=content.get("model_version"))


@check("refuses")
def refuses():
    _answers, refused, most, _slowest = running()
    for name, status in refused.items():
        if status not in (400, 413, 422):
            raise Miss("let-in", body=name, status=status)
    if most != 200:
        raise Miss("shut-out", status=most)


@check("stays-live")
def stays_live():
    slowest = running()[3]
    if slowest > 250:
        raise Miss("blocked", slowest="> 10 s" if slowest >= 10_000 else f"{slowest:.0f} ms")


main()
