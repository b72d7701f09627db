"""Ranks articles. GET /rank answers once a model is loaded; GET /readyz says whether it is, GET /livez that we run."""

import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

VERSION = os.environ.get("MODEL_VERSION", "")
PORT = int(os.environ.get("PORT", "8000"))
LOAD_SECONDS = float(os.environ.get("LOAD_SECONDS", "40"))  # what v3 takes on our nodes
MODELS = {"v3": [0.7, 0.2, 0.1]}
state = {"model": None, "error": "loading"}


def load():
    time.sleep(LOAD_SECONDS)
    model = MODELS.get(VERSION)
    state.update(model=model, error=None if model else f"model {VERSION or '(none)'} not found")
    print(state["error"] or f"model {VERSION} loaded", flush=True)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        ready = state["model"] is not None
        if self.path == "/livez":
            self.answer(200, {"alive": True})
        elif self.path == "/readyz":
            self.answer(200 if ready else 503, {"ready": ready, "error": state["error"]})
        elif self.path == "/rank":
            self.answer(200 if ready else 500, {"version": VERSION, "weights": state["model"], "error": state["error"]})
        else:
            self.answer(404, {"error": "no such path"})

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    threading.Thread(target=load, daemon=True).start()
    ThreadingHTTPServer(("0.0.0.0", PORT), Handler).serve_forever()
