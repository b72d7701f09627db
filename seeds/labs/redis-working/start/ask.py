"""Asks a model version for the same customer twice: python ask.py churn-7"""

import sys
import time

import redis
from cached import CachedModel
from model import Model

WEIGHTS = {"churn-7": 0.01, "churn-8": 0.02}
version = sys.argv[1]
client = redis.Redis(port=6390, socket_connect_timeout=0.2, socket_timeout=0.2, decode_responses=True)
service = CachedModel(Model(version, WEIGHTS[version]), client)
for features in ({"tenure": 12, "tickets": 3}, {"tickets": 3, "tenure": 12}):
    began = time.perf_counter()
    answer = service.predict(features)
    print(f"{version}  {features}  ->  {answer}   {(time.perf_counter() - began) * 1000:4.0f} ms")
