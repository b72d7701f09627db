"""python diagnose.py served.jsonl events.csv: why each served value differs from the truth, as JSON."""

import datetime as dt
import json
import sys
from collections import Counter

from training import HOUR, orders, requests

events, causes = orders(sys.argv[2]), {}
for request in requests(sys.argv[1]):
    at, mine = request["at"], events.get(request["user"], [])
    true = sum(at - HOUR < happened <= at for happened, _arrived in mine)
    arrived = sum(at - HOUR < happened <= at and came <= at for happened, came in mine)
    if request["orders_1h"] == true:
        cause = "same"
    elif request["orders_1h"] == 0:
        cause = "default"
    elif request["orders_1h"] == arrived:
        cause = "late"
    else:
        cause = "unknown"
    causes[request["request_id"]] = cause
print(json.dumps(causes))
print(Counter(causes.values()), file=sys.stderr)
