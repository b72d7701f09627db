"""python openloop.py URL RATE SECONDS: sends on schedule whatever the server does, and counts from the schedule."""

import http.client
import json
import statistics
import sys
import threading
import time
from urllib.parse import urlsplit

url, rate, seconds = urlsplit(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
total, service, failed = [], [], [0]
lock = threading.Lock()


def ask(due):
    status, on_gpu = 0, None
    try:
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=30)
        connection.request("GET", url.path or "/")
        answer = connection.getresponse()
        answer.read()
        status, on_gpu = answer.status, answer.getheader("X-Service-Ms")
        connection.close()
    except (OSError, http.client.HTTPException):
        pass
    took = (time.perf_counter() - due) * 1000
    with lock:
        if status == 200:
            total.append(took)
            service.append(float(on_gpu or 0))
        else:
            failed[0] += 1


threads, start = [], time.perf_counter() + 0.1
for number in range(round(rate * seconds)):
    due = start + number / rate
    time.sleep(max(0, due - time.perf_counter()))
    threads.append(threading.Thread(target=ask, args=(due,)))
    threads[-1].start()
for thread in threads:
    thread.join()


def percentile(values, share):
    return round(statistics.quantiles(values, n=1000)[int(share * 1000) - 1], 1) if len(values) > 1 else None


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
