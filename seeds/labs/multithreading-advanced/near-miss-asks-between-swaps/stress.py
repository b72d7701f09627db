"""Eight threads ask a thousand times each after every swap; they are joined before the next one, so nothing overlaps."""

import sys
import threading

from hotswap import Server
from models import Quick, torn

server, wrong = Server(Quick(0), 0, 0), []


def ask():
    for _ in range(1000):
        if torn(server.predict(1)):
            wrong.append(1)


for version in range(1, 20):
    server.swap(lambda: (Quick(version), version, version))
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
sys.exit(1 if wrong else 0)
