"""Lets the locustfile loose on a server of its own for some seconds, and gives limit.py histories with a known limit."""

import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

STEP = 4  # seconds
OURS = {"check.py", "rung_check.py", "lab.json", "README.md"}


class Server(ThreadingHTTPServer):
    """Answers in 50 ms, writes down what came; every 25th answer is an error in a 200, every 40th a 429."""

    request_queue_size, daemon_threads = 256, True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock, self.words, self.times, self.bad = threading.Lock(), [], [], 0

    def handle_error(self, *_):
        pass


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            words = len(json.loads(body)["prompt"].split())
        except (ValueError, LookupError, TypeError, AttributeError):
            words = 0
        with self.server.lock:
            self.server.words.append(words)
            self.server.times.append(time.monotonic())
            number = len(self.server.words)
            status, content = 200, {"text": "ok"}
            if number % 25 == 0:
                content = {"error": "prompt too long"}
            elif number % 40 == 0:
                status, content = 429, {"error": "busy"}
            self.server.bad += "error" in content
        time.sleep(0.05)
        said = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        pass


def lengths():
    some = random.Random(9)
    return [some.choice([4, 5, 6, 90, 110, 700]) for _ in range(800)]


@cache
def tested():
    """Words and times of the requests, and what Locust counted."""
    read("locustfile.py")
    home, server = Path(tempfile.mkdtemp(prefix="rung-locust-")), Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for path in FOLDER.iterdir():
            if path.is_file() and path.suffix == ".py" and path.name not in OURS:
                shutil.copy(path, home / path.name)
        (home / "prompts.csv").write_text("words\n" + "".join(f"{n}\n" for n in lengths()), encoding="utf-8")
        env = dict(os.environ, STEP_SECONDS=str(STEP), PYTHONUTF8="1")
        command = [sys.executable, "-m", "locust", "-f", "locustfile.py", "--headless", "--only-summary"]
        command += ["--host", f"http://127.0.0.1:{server.server_address[1]}", "--csv", "out", "--stop-timeout", "3"]
        try:
            ended = subprocess.run(
                command, cwd=home, env=env, timeout=5 * STEP + 25, capture_output=True, text=True, encoding="utf-8",
                errors="replace", check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("no-end", seconds=5 * STEP + 25) from None
        if not (home / "out_stats.csv").is_file() or not server.words:
            said = [line for line in (ended.stderr or "").splitlines() if line.strip()] or ["-"]
            raise Miss("no-requests", error=said[-1])
        with (home / "out_stats.csv").open(encoding="utf-8", newline="") as file:
            total = next(row for row in csv.DictReader(file) if row["Name"] == "Aggregated")
        failed, counted = int(total["Failure Count"]), int(total["Request Count"])
        with server.lock:
            return list(server.words), list(server.times), server.bad, failed, counted
    finally:
        server.shutdown()
        server.server_close()
        shutil.rmtree(home, ignore_errors=True)


@check("lengths")
def natural_lengths():
    words, true = tested()[0], lengths()
    for name, low, high in (("≤ 10", 0, 10), ("50 – 200", 50, 200), ("≥ 500", 500, 9999)):
        sent, wanted = (sum(low <= n <= high for n in each) / len(each) for each in (words, true))
        if abs(sent - wanted) > 0.12:
            raise Miss("other-lengths", range=name, wanted=f"{wanted:.0%}", sent=f"{sent:.0%}")


@check("ramp")
def ramp():
    times = tested()[1]
    begin = times[0]
    rates = [sum(begin + STEP * n <= at < begin + STEP * (n + 1) for at in times) / STEP for n in range(5)]
    if times[-1] - begin > 5 * STEP + 8 or any(later < 1.25 * sooner for sooner, later in zip(rates, rates[1:])):
        raise Miss("no-ramp", rates=", ".join(f"{rate:.0f}/s" for rate in rates), seconds=round(times[-1] - begin))


@check("failures")
def failures():
    words, _times, bad, failed, counted = tested()
    if abs(failed - bad) > max(6, 0.25 * bad):
        raise Miss("not-counted", bad=bad, failed=failed, all=counted)


COLUMNS = "50% 66% 75% 80% 90% 95% 98% 99% 99.9% 99.99% 100%".split()


def history(levels):
    """The CSV Locust writes: for each level (users, rate, p95, failed) eight rows, the first ones as they were before."""
    with tempfile.TemporaryDirectory(prefix="rung-history-") as home:
        path = Path(home) / "h_stats_history.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(["Timestamp", "User Count", "Type", "Name", "Requests/s", "Failures/s", *COLUMNS,
                          "Total Request Count", "Total Failure Count"])  # fmt: skip
            at, before = 1_770_000_000, (0, 0.0, None, 0.0)
            out.writerow([at, 0, "", "Aggregated", "0.000000", "0.000000", *["N/A"] * 11, 0, 0])
            for level in levels:
                for turn in range(8):
                    users, rate, p95, failed = (level[0], *before[1:]) if turn < 2 and before[0] else level
                    at += 2
                    shown = ["N/A"] * 11 if p95 is None else [p95 // 2] * 5 + [p95 + turn] + [p95 * 2] * 5
                    for type_, name in (("POST", "/generate"), ("", "Aggregated")):
                        out.writerow([at, users, type_, name, f"{rate:f}", f"{failed:f}", *shown, 100, 1])
                before = level
        read("limit.py")
        ended = run(sys.executable, "limit.py", path, "800")
    if ended.returncode != 0:
        raise Miss("crashed", command="limit.py", error=(ended.stderr.splitlines() or ["-"])[-1])
    try:
        said = json.loads(ended.stdout.splitlines()[-1])
        return said["users"], float(said["requests_per_s"])
    except (ValueError, LookupError, TypeError):
        raise Miss("no-limit", line=ended.stdout.strip()[-150:] or "-") from None


@check("limit")
def limit():
    for levels, users, rate in (
        ([(5, 5.0, 210, 0.0), (10, 9.5, 330, 0.0), (20, 18.0, 610, 0.05), (40, 27.0, 1400, 0.1)], 20, 18.0),
        ([(8, 8.0, 300, 0.0), (16, 15.0, 420, 0.0), (32, 24.0, 1900, 0.2), (64, 400.0, 60, 380.0)], 16, 15.0),
        ([(5, 5.0, 200, 0.0), (10, 10.0, 250, 0.5), (20, 20.0, 300, 0.0)], 5, 5.0),
        ([(10, 9.0, 120, 0.0), (30, 27.0, 180, 0.0), (90, 80.0, 240, 0.0)], 90, 80.0),
        ([(10, 9.0, 900, 0.0), (30, 20.0, 2500, 0.0)], 0, 0.0),
    ):
        said = history(levels)
        if said[0] != users or abs(said[1] - rate) > 0.15 * rate:
            table = "; ".join(f"{u}: p95 {p} ms, {100 * f / r:.1f} %" for u, r, p, f in levels)
            raise Miss("other-limit", table=table, wanted=users, users=said[0], rate=said[1])


main()
