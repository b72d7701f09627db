"""Asks the service 200 times from inside the cluster, a new connection each, and says who answered: python ask.py URL"""

import collections
import json
import sys
import urllib.error
import urllib.request

seen, scores = collections.Counter(), collections.defaultdict(list)
for _ in range(200):
    try:
        with urllib.request.urlopen(urllib.request.Request(sys.argv[1], data=b"{}"), timeout=3) as answer:
            said = json.load(answer)
        seen[said["model"]] += 1
        scores[said["model"]].append(said["score"])
    except (urllib.error.URLError, OSError) as error:
        seen[f"failed: {error}"] += 1
for name, count in seen.most_common():
    print(f"{count:>4}  {name}" + (f"  mean score {sum(scores[name]) / count:.2f}" if scores[name] else ""))
