"""Scores loan requests, one JSON object a line from standard input; prints what happens."""

import json
import sys
import time

from features import load_features


def score(request):
    features = load_features(request["customer"])
    return round(features["income"] / request["amount"], 3)


for line in sys.stdin:
    request = json.loads(line)
    began = time.perf_counter()
    print("got request from", request["email"])
    if request["amount"] < 0:
        print("rejected: amount below zero for", request["email"])
        continue
    try:
        result = score(request)
    except ZeroDivisionError:
        print("scoring failed")
        continue
    print(f"scored {result} in {time.perf_counter() - began:.4f}s")
