"""python server.py PORT: stands in for a language model's endpoint. Four requests at a time, 30 ms and 0.8 ms a word."""

import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SLOTS, LONGEST_QUEUE, CONTEXT = threading.Semaphore(4), 40, 2000
waiting, lock = 0, threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        global waiting
        words = len(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["prompt"].split())
        if words > CONTEXT:
            return self.answer(200, {"error": f"prompt of {words} words, {CONTEXT} fit"})
        with lock:
            full, waiting = waiting >= LONGEST_QUEUE, waiting + (waiting < LONGEST_QUEUE)
        if full:
            return self.answer(429, {"error": "busy"})
        with SLOTS:
            with lock:
                waiting -= 1
            time.sleep(0.03 + 0.0008 * words)
        self.answer(200, {"text": "…"})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size, daemon_threads = 256, True

    def handle_error(self, *_):
        pass  # a client that stopped waiting


if __name__ == "__main__":
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
