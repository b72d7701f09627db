"""Reads one epoch and says what it took: python measure.py read_small"""

import importlib
import statistics
import sys
import time

import client

reader = importlib.import_module(sys.argv[1])
s3 = client.s3()
client.requests.clear()
began = time.perf_counter()
seen = [(sample["id"], sample["label"]) for sample in reader.samples(s3, *map(int, sys.argv[2:]))]
seconds = time.perf_counter() - began
ids, labels = [each[0] for each in seen], [each[1] for each in seen]
batches = [labels[at : at + 50] for at in range(0, len(labels), 50)]
print(f"{len(ids)} samples, {len(set(ids))} different, in {seconds:.1f} s: {len(ids) / seconds:.0f} a second")
print("requests:", ", ".join(f"{name} {count}" for name, count in client.requests.most_common()))
print(f"labels in a batch of 50: {statistics.mean(len(set(batch)) for batch in batches):.1f} of 10 on average")
