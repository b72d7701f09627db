"""python sweep.py: the most answers a second for each batch size, with 128 clients that never pause."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time

for batch in (1, 2, 4, 8, 16, 32, 64):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "server.py", str(port), str(batch)]
    server = subprocess.Popen(command, env=dict(os.environ, STEADY="1"))
    time.sleep(1)
    counts, end = [0] * 128, time.perf_counter() + 4

    def ask(number):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            connection.request("GET", "/")
            connection.getresponse().read()
            counts[number] += time.perf_counter() < end

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(128)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    server.kill()
    server.wait()
    rate = sum(counts) / 4
    print(f"batch {batch:>2}   {rate:5.0f} answers/s   each waits about {128 / rate * 1000:4.0f} ms")
