"""A model server that takes its time to load: POST / scores, GET /ready says whether it can, GET /metrics counts."""

import json
import os
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODEL = os.environ.get("MODEL", "m1")
LOAD_SECONDS = float(os.environ.get("LOAD_SECONDS", "25"))
SHIFT = {"m1": 0.0, "m2": 0.3}[MODEL]  # what the new model does otherwise; nobody has looked at it yet
state = {"weights": None, "requests": 0, "score_sum": 0.0, "seconds_sum": 0.0}
lock = threading.Lock()


def load_model():
    time.sleep(LOAD_SECONDS)  # a download and a warm-up, in real life
    state["weights"] = bytearray(60_000_000)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/metrics":
            names = ("requests", "score_sum", "seconds_sum")
            self.answer(200, "".join(f'scorer_{name}{{model="{MODEL}"}} {state[name]:.4f}\n' for name in names))
        elif self.path == "/ready":
            self.answer(200 if state["weights"] else 503, f"{MODEL}\n")
        else:
            self.answer(200, "alive\n")

    def do_POST(self):
        began = time.perf_counter()
        if not state["weights"]:
            return self.answer(503, "no model yet\n")
        score = min(1.0, random.betavariate(2, 6) + SHIFT)
        with lock:
            state["requests"] += 1
            state["score_sum"] += score
            state["seconds_sum"] += time.perf_counter() - began
        return self.answer(200, json.dumps({"model": MODEL, "score": round(score, 3)}) + "\n")

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    threading.Thread(target=load_model, daemon=True).start()
    ThreadingHTTPServer(("", int(os.environ.get("PORT", "8080"))), Handler).serve_forever()
