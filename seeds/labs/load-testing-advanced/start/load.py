"""python load.py URL RATE SECONDS: what the team has used so far. Four workers share the rate."""

import http.client
import statistics
import sys
import threading
import time
from urllib.parse import urlsplit

url, rate, seconds = urlsplit(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
WORKERS, taken, start = 4, [], time.perf_counter()


def work():
    connection = http.client.HTTPConnection(url.hostname, url.port)
    while time.perf_counter() < start + seconds:
        began = time.perf_counter()
        connection.request("GET", url.path or "/")
        connection.getresponse().read()
        taken.append((time.perf_counter() - began) * 1000)
        time.sleep(max(0, WORKERS / rate - (time.perf_counter() - began)))


threads = [threading.Thread(target=work) for _ in range(WORKERS)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
cuts = statistics.quantiles(taken, n=100)
print(f"{len(taken)} requests   p50 {cuts[49]:.0f} ms   p99 {cuts[98]:.0f} ms   longest {max(taken):.0f} ms")
