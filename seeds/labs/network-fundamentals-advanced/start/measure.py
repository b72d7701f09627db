"""Thirty requests with pauses as they come in a day, and what they took: python measure.py before.json"""

import http.client
import json
import sys
import time

from client import Client
from replica import Replica

PAUSES = [0.02] * 8 + [1.2, 0.05, 2.4, 0.02, 0.3, 2.2, 0.02, 1.6, 0.02, 0.02, 2.8, 0.1, 0.02, 1.0, 0.02, 2.3, 0.02, 0.02, 0.5, 1.7, 0.02, 0.02]

if __name__ == "__main__":
    replica = Replica()
    client = Client("127.0.0.1", replica.port)
    took, failed = [], 0
    for number, pause in enumerate(PAUSES):
        time.sleep(pause)
        began = time.perf_counter()
        try:
            client.score({"id": number, "income": 52000})
        except (OSError, http.client.HTTPException) as error:
            failed += 1
            print(f"request {number:2} after a pause of {pause} s: {type(error).__name__}")
        took.append((time.perf_counter() - began) * 1000)
    client.close()
    ranked = sorted(took)
    figures = {
        "requests": len(took),
        "failed": failed,
        "p50_ms": round(ranked[len(ranked) // 2], 1),
        "max_ms": round(ranked[-1], 1),
        "connections": replica.connections,
    }
    replica.stop()
    print(json.dumps(figures))
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w", encoding="utf-8") as target:
            json.dump(figures, target)
