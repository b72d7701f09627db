"""The embedding service: python service.py serves on http://127.0.0.1:8080 until Ctrl-C. Nobody has written it down yet."""

import hashlib
import json
import sys
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MOST_TEXTS, LONGEST_TEXT, MOST_BYTES, PER_SECOND = 16, 512, 32_768, 5
CHARACTERS_PER_TOKEN = 4


class Handler(BaseHTTPRequestHandler):
    seen = defaultdict(list)
    lock = threading.Lock()

    def do_POST(self):
        began = time.perf_counter()
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size)
        key = self.headers.get("X-Api-Key", "")
        if self.path != "/v1/embeddings":
            return self.say(404, "not_found", "no such path")
        if not key.startswith(("demo", "key-")):
            return self.say(401, "no_key", "send a key in X-Api-Key")
        if key == "key-cold":
            return self.say(503, "loading", "the model is being loaded", {"Retry-After": "20"})
        if self.too_often(key):
            return self.say(429, "too_often", f"at most {PER_SECOND} requests a second", {"Retry-After": "1"})
        if size > MOST_BYTES:
            return self.say(413, "too_large", f"at most {MOST_BYTES} bytes")
        try:
            asked = json.loads(body)
        except ValueError:
            return self.say(400, "not_json", "the body is not JSON")
        texts = asked.get("texts") if isinstance(asked, dict) else None
        if not isinstance(texts, list) or not 1 <= len(texts) <= MOST_TEXTS:
            return self.say(422, "bad_texts", f"texts is a list of 1 to {MOST_TEXTS} strings")
        if not all(isinstance(text, str) and 1 <= len(text) <= LONGEST_TEXT for text in texts):
            return self.say(422, "bad_text", f"each text has 1 to {LONGEST_TEXT} characters")
        vectors = [[byte / 128 - 1 for byte in hashlib.sha256(text.encode()).digest()[:8]] for text in texts]
        used = sum(-(-len(text) // CHARACTERS_PER_TOKEN) for text in texts)
        took = round((time.perf_counter() - began) * 1000, 3)
        return self.say(200, answer={"model": "embed-s1", "vectors": vectors, "used": used, "took": took})

    def too_often(self, key):
        now = time.monotonic()
        with self.lock:
            self.seen[key] = [at for at in self.seen[key] if now - at < 1] + [now]
            return len(self.seen[key]) > PER_SECOND

    def say(self, status, code="", message="", headers=None, answer=None):
        body = json.dumps(answer or {"error": {"code": code, "message": message}}).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int((sys.argv + ["8080"])[1])), Handler).serve_forever()
