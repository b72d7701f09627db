"""Answers orders (JSON lines on standard input) with the risk of a chargeback, and logs each to predictions.log."""

import json
import math
import sys
import uuid
from datetime import datetime, timezone

MODEL_VERSION = "chargeback-7"


def risk(amount, items):
    return round(1 / (1 + math.exp(-(-2.2 + 0.03 * amount + 0.5 * items))), 4)


with open("predictions.log", "a", encoding="utf-8") as log:
    for line in sys.stdin:
        order = json.loads(line)
        id_, score = str(uuid.uuid4()), risk(order["amount"], order["items"])
        print(json.dumps({"id": id_, "score": score}), flush=True)
        event = {
            "id": id_,
            "at": datetime.now(timezone.utc).isoformat(),
            "inputs": {"amount": order["amount"], "items": order["items"]},
            "score": score,
            "predicted": int(score > 0.5),
            "model_version": MODEL_VERSION,
        }
        log.write(json.dumps(event) + "\n")
        log.flush()
