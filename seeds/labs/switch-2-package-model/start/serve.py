"""POST /score {"features": [30 numbers]} answers with a score and the digest of the model; GET /health says that it is loaded."""

import hashlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import onnxruntime

DIGEST = hashlib.sha256(Path("model.onnx").read_bytes()).hexdigest()[:12]
SESSION = onnxruntime.InferenceSession("model.onnx", providers=["CPUExecutionProvider"])
NAME = SESSION.get_inputs()[0].name


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200 if self.path == "/health" else 404, {"model": DIGEST})

    def do_POST(self):
        try:
            row = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["features"]
            score = SESSION.run(None, {NAME: np.array([row], dtype=np.float32)})[1][0, 1]
        except Exception as error:  # whatever is wrong with a request is the caller's to hear
            return self.answer(400, {"error": f"{type(error).__name__}: {error}"[:200]})
        return self.answer(200, {"score": round(float(score), 6), "model": DIGEST})

    def answer(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


if __name__ == "__main__":
    ThreadingHTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
