import json
import timeit

from model import score

body = json.dumps({"customer": "c1", "features": [number / 7 for number in range(512)]})
features = json.loads(body)["features"]
for name, call in (("parse", lambda: json.loads(body)), ("score", lambda: score(features))):
    print(f"{name:<6} {min(timeit.repeat(call, number=50, repeat=5)) / 50 * 1000:7.3f} ms")
