"""The series of one Prometheus: python series.py TOP, or python series.py METRIC [LABEL …]"""

import random
import sys
from collections import Counter


def series():
    """Every series as (name, labels), as /api/v1/series would list them."""
    rng = random.Random(5)
    pods = [f"ranker-{n}" for n in range(12)]
    models, routes, codes = ["v11", "v12"], ["/rank", "/explain", "/health"], ["200", "400", "429", "500", "503"]
    edges = ["0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "+Inf"]
    tenants = [f"t-{n:03}" for n in range(180)]
    found = []
    for pod in pods:
        for model in models:
            for tenant in rng.sample(tenants, 45):
                found += [("ranker_latency_seconds_bucket", dict(pod=pod, model=model, tenant=tenant, le=edge)) for edge in edges]
                found += [(f"ranker_latency_seconds_{part}", dict(pod=pod, model=model, tenant=tenant)) for part in ("sum", "count")]
            found += [("ranker_requests_total", dict(pod=pod, model=model, route=route, code=code)) for route in routes for code in codes]
            found += [("ranker_cache_hits_total", dict(pod=pod, model=model, key=f"u{rng.getrandbits(32)}")) for _ in range(260)]
        found += [("gpu_utilization_ratio", dict(pod=pod, gpu=str(gpu))) for gpu in range(4)]
        found += [("process_resident_memory_bytes", dict(pod=pod)), ("up", dict(pod=pod))]
    return found


if __name__ == "__main__":
    found, asked = series(), sys.argv[1:]
    if asked and asked[0] != "TOP":
        chosen = [labels for name, labels in found if name == asked[0]]
        for label in asked[1:] or sorted({name for labels in chosen for name in labels}):
            without = {tuple(sorted((k, v) for k, v in labels.items() if k != label)) for labels in chosen}
            values = {labels[label] for labels in chosen if label in labels}
            print(f"{label:<8} {len(values):>6} values   without it {len(without):>6} of {len(chosen):>6} series")
    else:
        print(f"{len(found)} series")
        for name, count in Counter(name for name, _ in found).most_common(8):
            print(f"{count:>7}  {name}")
