"""A small ML platform over HTTP: upload rows, train a line through them, deploy it to staging, ask for a prediction.

POST   /datasets        {"name": …, "rows": [{"x": 1, "y": 3}, …]}   201, or 409 when the name is taken
POST   /trainings       {"dataset": name}                            202 {"id": …}
GET    /trainings/ID    {"state": "queued | running | succeeded | failed", "model": … once it succeeded}
POST   /deployments     {"model": …, "target": "staging"}            202 {"id": …}
GET    /deployments/ID  {"state": "starting | ready | failed"}
POST   /TARGET/predict  {"x": 10}                                    200 {"y": …, "model": …}; TARGET: staging or production
DELETE /datasets/NAME and /deployments/ID                            204; production is never deployed from here
"""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SAMPLE = [{"x": 0, "y": 5}, {"x": 1, "y": 5}]


def line(rows):
    """(slope, intercept) of the least squares."""
    n, sx, sy = len(rows), sum(row["x"] for row in rows), sum(row["y"] for row in rows)
    sxx, sxy = sum(row["x"] ** 2 for row in rows), sum(row["x"] * row["y"] for row in rows)
    slope = (n * sxy - sx * sy) / (n * sxx - sx**2)
    return slope, (sy - slope * sx) / n


class Platform:
    def __init__(self, port=0, seconds=0.3):
        self.seconds, self.lock, self.count = seconds, threading.Lock(), 0
        self.datasets, self.trainings, self.deployments = {}, {}, {}
        self.models = {"m-sample": line(SAMPLE)}
        self.serving = {"staging": "m-sample", "production": "m-sample"}
        platform = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length) or b"null")
                try:
                    status, said = platform.handle(self.command, self.path.strip("/").split("/"), body)
                except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
                    status, said = 400, {"error": f"{type(error).__name__}: {error}"}
                data = b"" if said is None else json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = do_DELETE = answer

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def handle(self, method, path, body):
        kind, name = path[0], path[1] if len(path) > 1 else None
        if method == "POST" and kind == "datasets":
            if body["name"] in self.datasets:
                return 409, {"error": "the name is taken"}
            self.datasets[body["name"]] = body["rows"]
            return 201, {"name": body["name"]}
        if method == "POST" and kind == "trainings":
            return 202, self.begin(self.trainings, "t", self.train, self.datasets[body["dataset"]])
        if method == "POST" and kind == "deployments":
            if body["target"] != "staging" or body["model"] not in self.models:
                return 400, {"error": "no such target or model"}
            return 202, self.begin(self.deployments, "d", self.deploy, body["model"])
        if method == "POST" and name == "predict" and kind in self.serving:
            slope, intercept = self.models[self.serving[kind]]
            return 200, {"y": slope * body["x"] + intercept, "model": self.serving[kind]}
        things = {"datasets": self.datasets, "trainings": self.trainings, "deployments": self.deployments}.get(kind, {})
        if name not in things:
            return 404, {"error": "not found"}
        if method == "DELETE":
            del things[name]
            return 204, None
        return 200, things[name]

    def begin(self, things, letter, work, argument):
        with self.lock:
            self.count += 1
            id_ = f"{letter}-{self.count}"
        things[id_] = {"id": id_, "state": "queued" if letter == "t" else "starting"}
        threading.Thread(target=work, args=(things[id_], argument), daemon=True).start()
        return dict(things[id_])

    def train(self, job, rows):
        time.sleep(self.seconds / 2)
        job["state"] = "running"
        time.sleep(self.seconds)
        model = f"m-{job['id']}"
        self.models[model] = line(rows)
        job.update(state="succeeded", model=model)

    def deploy(self, job, model):
        time.sleep(self.seconds)
        self.serving["staging"] = model
        job["state"] = "ready"


if __name__ == "__main__":
    platform = Platform(8700)
    print(f"export PLATFORM_URL={platform.url}", flush=True)
    platform.server.serve_forever()
