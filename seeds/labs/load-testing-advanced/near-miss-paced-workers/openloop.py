"""python openloop.py URL RATE SECONDS: forty workers that pace themselves."""

import http.client
import json
import statistics
import sys
import threading
import time
from urllib.parse import urlsplit

url, rate, seconds = urlsplit(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
WORKERS, total, service, failed = 40, [], [], [0]
start = time.perf_counter()


def work(number):
    time.sleep(number / rate)
    while time.perf_counter() < start + seconds:
        began = time.perf_counter()
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
        connection.request("GET", url.path or "/")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status == 200:
            total.append((time.perf_counter() - began) * 1000)
            service.append(float(answer.getheader("X-Service-Ms")))
        else:
            failed[0] += 1
        time.sleep(max(0, WORKERS / rate - (time.perf_counter() - began)))


threads = [threading.Thread(target=work, args=(number,)) for number in range(WORKERS)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]


def percentile(values, share):
    return round(statistics.quantiles(values, n=1000)[int(share * 1000) - 1], 1)


waits = [whole - on_gpu for whole, on_gpu in zip(total, service)]
print(
    json.dumps(
        {
            "requests": len(total) + failed[0],
            "failed": failed[0],
            "p50_ms": percentile(total, 0.5),
            "p99_ms": percentile(total, 0.99),
            "service_p99_ms": percentile(service, 0.99),
            "queue_p99_ms": percentile(waits, 0.99),
        }
    )
)
