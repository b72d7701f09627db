"""Two ranking models behind one metrics page at http://127.0.0.1:8101/metrics; it makes its own traffic."""

import random
import time

from prometheus_client import Counter, Histogram, start_http_server

REQUESTS = Counter("ranker_requests", "Requests answered.", ["model", "code"])
LATENCY = Histogram("ranker_latency_seconds", "Time to rank.", ["model"], buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5))

start_http_server(8101, addr="127.0.0.1")
print("metrics at http://127.0.0.1:8101/metrics, Ctrl-C ends it")
while True:
    model = random.choices(["ranker-v3", "ranker-v4"], [9, 1])[0]
    LATENCY.labels(model).observe(random.lognormvariate(-2.2 if model == "ranker-v3" else -1.1, 0.6))
    REQUESTS.labels(model, "200").inc()
    time.sleep(0.02)
