"""The live service, a small model registry: python service.py [port], 8080 by default."""

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODELS = {
    "ranker": {"name": "ranker", "stage": "production", "version": 7, "auc": 0.871, "owner": "search"},
    "churn": {"name": "churn", "stage": "shadow", "version": 3, "auc": 0.792, "owner": None},
}


class Handler(BaseHTTPRequestHandler):
    models = MODELS

    def answer(self, method, path, body):
        """(status, answer, further headers) for a request."""
        if method == "GET" and path == "/v1/models":
            return 200, {"models": [self.brief(model) for model in self.models.values()]}, {}
        found = re.fullmatch(r"/v1/models/([a-z-]+)(/score)?", path)
        if not found or (method == "POST") != bool(found[2]):
            return 404, {"error": {"code": "no_path", "message": "no such path"}}, {}
        model = self.models.get(found[1])
        if model is None:
            return 404, {"error": {"code": "no_model", "message": f"no model {found[1]}"}}, {}
        if method == "GET":
            return 200, dict(model), {}
        features = body.get("features") if isinstance(body, dict) else None
        if not isinstance(features, list) or not all(isinstance(each, (int, float)) for each in features):
            return 422, {"error": {"code": "bad_features", "message": "features is a list of numbers"}}, {}
        if model["stage"] == "shadow":
            return 409, {"error": {"code": "shadow", "message": "a shadow model answers nobody"}}, {"Retry-After": "3600"}
        return 200, {"score": min(1.0, max(0.0, sum(features) / 10)), "version": model["version"]}, {}

    def brief(self, model):
        return {"name": model["name"], "stage": model["stage"]}

    def do_GET(self):
        self.reply(None)

    def do_POST(self):
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            self.reply(json.loads(raw))
        except ValueError:
            self.reply(None)

    def reply(self, body):
        status, answer, headers = self.answer(self.command, self.path, body)
        raw = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(raw)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int((sys.argv + ["8080"])[1])), Handler).serve_forever()
