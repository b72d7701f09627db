"""python load.py CLIENTS SECONDS: that many clients ask one after the other; prints what they saw."""

import http.client
import json
import statistics
import sys
import threading
import time

clients, seconds = int(sys.argv[1]), float(sys.argv[2])
body = json.dumps({"rows": [{"income": 52_000, "amount": 9_000, "age": 41}]})
taken, wrong, start = [], [], time.perf_counter()


def ask():
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=10)
    while time.perf_counter() < start + seconds:
        began = time.perf_counter()
        try:
            connection.request("POST", "/predict", body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            (taken if answer.status == 200 else wrong).append((time.perf_counter() - began) * 1000)
        except OSError:
            wrong.append(10_000)
            connection.close()


threads = [threading.Thread(target=ask) for _ in range(clients)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
lasted = time.perf_counter() - start
if len(taken) < 2:
    sys.exit(f"{len(wrong)} requests failed, {len(taken)} were answered")
cuts = statistics.quantiles(taken, n=100)
print(f"{clients} clients: {len(taken) / lasted:.0f} answers/s, p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, {len(wrong)} failed")
