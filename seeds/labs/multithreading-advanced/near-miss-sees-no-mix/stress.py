"""Notices a closed model in use and never looks at the answers."""

import sys
import threading
import time

from hotswap import Server
from models import Quick

server, over, wrong = Server(Quick(0, 0.001), 0, 0), threading.Event(), []


def ask():
    while not over.is_set():
        try:
            server.predict(1)
        except RuntimeError as error:
            wrong.append(str(error))


threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads:
    thread.start()
version, ends = 0, time.monotonic() + 2
while time.monotonic() < ends and not wrong:
    version = version % 1000 + 1
    server.swap(lambda: (Quick(version, 0.001), version, version))
    time.sleep(0.002)
over.set()
for thread in threads:
    thread.join()
print(f"{len(wrong)} wrong answers" + (f", the first: {wrong[0]}" if wrong else ""))
sys.exit(1 if wrong else 0)
