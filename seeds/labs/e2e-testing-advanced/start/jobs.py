"""A service for scoring jobs over HTTP. How long things take differs from time to time, as it does anywhere.

POST /jobs {"name": …, "numbers": […], "owner": "ci", "pause": 0}  202 {"id": …}; 409 while the owner has an active job of that name
GET  /jobs/ID         {"state": "queued | running | done | cancelled", "result": the sum of squares once it is done}
GET  /jobs?owner=O    that owner's jobs, the newest first; all jobs without ?owner
GET  /stats?owner=O   {"submitted": how many jobs that owner has submitted}; of all without ?owner
GET  /events/ID       ["queued", "running", "done"], written a little after it happened
POST /jobs/ID/cancel  200 {"state": "cancelled"}; 409 when the job is done
A job takes at least `pause` seconds more than it has to, for whoever needs it to stay a while.
"""

import json
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse


class Jobs:
    def __init__(self, port=0, seed=1):
        self.rng, self.lock, self.jobs = random.Random(seed), threading.Lock(), {}
        service = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
                url = urlparse(self.path)
                owner = parse_qs(url.query).get("owner", [None])[0]
                with service.lock:
                    status, said = service.handle(self.command, url.path.strip("/").split("/"), owner, body)
                    data = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = answer

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def handle(self, method, path, owner, body):
        if method == "POST" and path == ["jobs"]:
            return self.submit(body)
        mine = [job for job in self.jobs.values() if owner in (None, job["owner"])]
        if path == ["jobs"]:
            return 200, [self.seen(job) for job in reversed(mine)]
        if path == ["stats"]:
            return 200, {"submitted": len(mine)}
        job = self.jobs.get(path[1] if len(path) > 1 else None)
        if job is None:
            return 404, {"error": "no such job"}
        if path[0] == "events":
            return 200, job["events"]
        if path[-1] == "cancel":
            return self.cancel(job)
        return 200, self.seen(job)

    def submit(self, body):
        owner, name = body.get("owner", "ci"), body["name"]
        if any(job["owner"] == owner and job["name"] == name and job["state"] in ("queued", "running") for job in self.jobs.values()):
            return 409, {"error": "a job of that name is active"}
        job = {"id": f"j-{len(self.jobs) + 1}", "name": name, "owner": owner, "state": "queued", "events": [], "numbers": body["numbers"]}
        self.jobs[job["id"]] = job
        slow = self.rng.random() < 0.06
        takes = body.get("pause", 0) + (self.rng.uniform(0.25, 0.6) if slow else self.rng.uniform(0.03, 0.1))
        lag = self.rng.uniform(0.1, 0.3) if self.rng.random() < 0.05 else 0
        threading.Thread(target=self.work, args=(job, takes, lag), daemon=True).start()
        return 202, {"id": job["id"]}

    def cancel(self, job):
        if job["state"] == "done":
            return 409, {"error": "the job is done"}
        job["state"] = "cancelled"
        return 200, {"state": "cancelled"}

    def work(self, job, takes, lag):
        for state, seconds in (("running", takes / 2), ("done", takes / 2)):
            self.note(job, job["state"], lag)
            time.sleep(seconds)
            with self.lock:
                if job["state"] == "cancelled":
                    return
                if state == "done":
                    job["result"] = self.compute(job["numbers"])
                job["state"] = state
        self.note(job, "done", lag)

    def compute(self, numbers):
        return sum(number * number for number in numbers)

    def note(self, job, state, lag):
        threading.Timer(lag, job["events"].append, [state]).start() if lag else job["events"].append(state)

    def seen(self, job):
        return {key: job[key] for key in ("id", "name", "owner", "state", "result") if key in job}


if __name__ == "__main__":
    jobs = Jobs(8710, int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    print(f"export JOBS_URL={jobs.url}", flush=True)
    jobs.server.serve_forever()
