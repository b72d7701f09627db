"""What is requested and what is used, by namespace: python ratio.py"""

import csv
from collections import defaultdict

sums = defaultdict(lambda: [0, 0, 0, 0])
for row in csv.DictReader(open("workloads.csv", encoding="utf-8")):
    count = int(row["replicas"])
    for at, name in enumerate(("cpu_request_m", "cpu_p95_m", "memory_request_mi", "memory_p99_mi")):
        sums[row["namespace"]][at] += int(row[name]) * count
        sums["all"][at] += int(row[name]) * count
for name, (cpu, cpu_used, memory, memory_used) in sums.items():
    print(f"{name:<9} CPU {cpu / 1000:>6.1f} requested {cpu_used / 1000:>6.1f} used ({cpu_used / cpu:>4.0%})   "
          f"memory {memory / 1024:>6.0f} GiB requested {memory_used / 1024:>6.0f} used ({memory_used / memory:>4.0%})")
