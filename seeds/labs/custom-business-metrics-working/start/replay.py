"""Hands the events of a file to the handler, as the queue would, and prints the metrics page."""

import json
import sys

from outcomes import handle
from prometheus_client import generate_latest
from store import Store

store = Store(":memory:")
for line in open(sys.argv[1], encoding="utf-8"):
    handle(json.loads(line), store)
print("\n".join(row for row in generate_latest().decode().splitlines() if not row.startswith(("#", "python_", "process_"))))
