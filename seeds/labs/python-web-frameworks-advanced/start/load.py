"""Thirty callers of /score, four times each, and one of /healthz every 50 ms: python load.py > before.txt"""

import http.client
import threading
import time

CALLERS, ROUNDS = 30, 4
took, wrong, done = {"/score": [], "/healthz": []}, [], threading.Event()


def get(path, name):
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            wrong.append(answer.status)
    finally:
        connection.close()
    took[name].append((time.perf_counter() - began) * 1000)


def call(number):
    for turn in range(ROUNDS):
        get(f"/score/{number * 10 + turn}", "/score")


def watch():
    while not done.is_set():
        get("/healthz", "/healthz")
        time.sleep(0.05)


threads = [threading.Thread(target=call, args=(number,)) for number in range(CALLERS)]
watcher = threading.Thread(target=watch)
began = time.perf_counter()
for thread in (watcher, *threads):
    thread.start()
for thread in threads:
    thread.join()
seconds = time.perf_counter() - began
done.set()
watcher.join()
for name, found in took.items():
    found.sort()
    p50, p99 = found[len(found) // 2], found[min(len(found) - 1, int(len(found) * 0.99))]
    print(f"{name:<9} {len(found):>4} requests   p50 {p50:>6.0f} ms   p99 {p99:>6.0f} ms")
print(f"{CALLERS * ROUNDS / seconds:.1f} scores a second, {len(wrong)} answers other than 200")
