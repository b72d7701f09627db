"""Writes installs.csv and egress.csv: what the mirror handed out and what left the network in four days."""

import csv
import random

rng = random.Random(12)
PLACES = {"ci": ("ci-runner", ["PYPI_TOKEN", "REGISTRY_PUSH"]), "notebook": ("notebook", ["WAREHOUSE_READ"]),
          "train": ("train-job", ["CLOUD_ROLE_TRAIN"]), "laptop": ("laptop", ["SSO_SESSION"]), "serve": ("serve-build", ["REGISTRY_PUSH"])}  # fmt: skip
PINNED = {"serve": 1.0, "train": 0.5, "ci": 0.6, "notebook": 0.0, "laptop": 0.2}
installs, egress = [], []
for number in range(240):
    minute = number * 24 + rng.randint(0, 20)
    kind = rng.choices(list(PLACES), [40, 25, 15, 15, 5])[0]
    host = f"{PLACES[kind][0]}-{rng.randint(1, 12):02}"
    when = f"2026-11-{16 + minute // 1440:02} {minute % 1440 // 60:02}:{minute % 60:02}"
    poisoned_is_out = 1500 <= minute < 4100  # the mirror had 2.4.1 from the 17th 01:00 to the 18th 20:20
    hashed = rng.random() < PINNED[kind]
    version = "2.4.1" if poisoned_is_out and not hashed else "2.4.0"
    installs.append([when, host, "fasttok", version, "yes" if hashed else "no", " ".join(PLACES[kind][1])])
    egress.append([when, host, "pypi-mirror.internal", rng.randint(200, 900)])
    if version == "2.4.1" and kind != "train":  # training jobs have no way out
        egress.append([when[:-2] + f"{min(59, int(when[-2:]) + 1):02}", host, "cdn-metrics.example", rng.randint(3, 40)])
for name, head, rows in (("installs.csv", ["time", "host", "package", "version", "lock_has_hash", "secrets_in_reach"], installs),
                         ("egress.csv", ["time", "host", "to", "kilobytes"], sorted(egress))):  # fmt: skip
    with open(name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
