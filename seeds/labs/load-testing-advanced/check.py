"""A server that stands still for a second and refuses some; what openloop.py says of it is compared with what happened."""

import json
import subprocess
import sys
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from rung_check import FOLDER, Miss, check, main, read

RATE, SECONDS, STALL = 60, 6, (2.0, 3.2)


class Server(ThreadingHTTPServer):
    """One request at a time, 4 ms each; stands still from 2.0 to 3.2 s after the first request."""

    request_queue_size, daemon_threads = 512, True

    def __init__(self, refuse=0):
        super().__init__(("127.0.0.1", 0), Handler)
        self.gpu, self.lock, self.arrived, self.began, self.refuse = threading.Lock(), threading.Lock(), [], None, refuse

    def handle_error(self, *_):
        pass


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        server = self.server
        with server.lock:
            now = time.perf_counter()
            server.began = server.began or now
            server.arrived.append(now - server.began)
            refused = server.refuse and len(server.arrived) % server.refuse == 0
        if not refused:
            with server.gpu:
                into = time.perf_counter() - server.began
                if STALL[0] <= into < STALL[1]:
                    time.sleep(STALL[1] - into)
                time.sleep(0.004)
        self.send_response(503 if refused else 200)
        if not refused:
            self.send_header("X-Service-Ms", "4.0")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


@cache
def tried(refuse=0):
    """What openloop.py printed, and when the requests arrived."""
    read("openloop.py")
    server = Server(refuse)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/generate"
    try:
        ended = subprocess.run(
            [sys.executable, "openloop.py", url, str(RATE), str(SECONDS)], cwd=FOLDER, timeout=SECONDS + 40,
            capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command="openloop.py", seconds=SECONDS + 40) from None
    finally:
        server.shutdown()
        server.server_close()
    if ended.returncode != 0:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["-"])[-1]
        raise Miss("crashed", command="openloop.py", error=last)
    try:
        said = json.loads(ended.stdout.splitlines()[-1])
        numbers = ("requests", "failed", "p50_ms", "p99_ms", "service_p99_ms", "queue_p99_ms")
        return {name: float(said[name]) for name in numbers}, list(server.arrived)
    except (ValueError, LookupError, TypeError):
        raise Miss("no-json", line=ended.stdout.strip()[-150:] or "-") from None


@check("on-schedule")
def on_schedule():
    said, arrived = tried()
    within = sum(STALL[0] + 0.1 <= at < STALL[1] for at in arrived)
    planned = RATE * (STALL[1] - STALL[0] - 0.1)
    if within < 0.8 * planned:
        raise Miss("held-back", planned=round(planned), within=within)
    wanted = RATE * SECONDS
    if not 0.97 * wanted <= len(arrived) <= 1.03 * wanted + 1:
        raise Miss("other-count", wanted=wanted, arrived=len(arrived))
    if abs(said["requests"] - len(arrived)) > 2:
        raise Miss("other-count", wanted=len(arrived), arrived=said["requests"])


@check("from-schedule")
def from_schedule():
    said = tried()[0]
    if not 1050 <= said["p99_ms"] <= 1900:
        raise Miss("flattered", p99=said["p99_ms"])
    if said["p50_ms"] > 500:
        raise Miss("median", p50=said["p50_ms"])


@check("queue-apart")
def queue_apart():
    said = tried()[0]
    if not 3.5 <= said["service_p99_ms"] <= 5:
        raise Miss("other-service", service=said["service_p99_ms"])
    if abs(said["queue_p99_ms"] - (said["p99_ms"] - 4)) > 60:
        raise Miss("other-queue", queue=said["queue_p99_ms"], p99=said["p99_ms"])


@check("refused")
def refused():
    said, arrived = tried(2)
    bad = len(arrived) // 2
    if abs(said["failed"] - bad) > 2:
        raise Miss("uncounted", bad=bad, failed=said["failed"])
    # half of the answers are quick refusals; among those that were served the stall is seen by more than a quarter
    if said["p50_ms"] < 3.8 or said["service_p99_ms"] < 3.5:
        raise Miss("mixed-in", p50=said["p50_ms"])


main()
