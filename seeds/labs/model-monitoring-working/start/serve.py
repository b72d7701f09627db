"""Answers orders (JSON lines on standard input) with the risk of a chargeback, and logs each to predictions.log."""

import json
import math
import sys
from datetime import datetime

MODEL_VERSION = "chargeback-7"


def risk(amount, items):
    return round(1 / (1 + math.exp(-(-2.2 + 0.03 * amount + 0.5 * items))), 4)


with open("predictions.log", "a", encoding="utf-8") as log:
    for line in sys.stdin:
        order = json.loads(line)
        score = risk(order["amount"], order["items"])
        print(json.dumps({"score": score}), flush=True)
        log.write(f"{datetime.now():%H:%M} scored customer {order['customer']}: {score}\n")
