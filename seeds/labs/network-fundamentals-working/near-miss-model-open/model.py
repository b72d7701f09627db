"""The model: POST /predict with {"income": …, "amount": …} gives {"score": …}. It speaks plain HTTP."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = os.environ.get("MODEL_HOST", "0.0.0.0")
PORT = int(os.environ.get("MODEL_PORT", "8000"))


class Model(BaseHTTPRequestHandler):
    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = json.dumps({"score": round(asked["income"] / (asked["amount"] + 1), 3)}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    print(f"model on {HOST}:{PORT}", flush=True)
    ThreadingHTTPServer((HOST, PORT), Model).serve_forever()
