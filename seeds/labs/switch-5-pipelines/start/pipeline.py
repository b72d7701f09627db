"""The same night as a pipeline: python pipeline.py DAY"""

import sys

from kfp import dsl, local
from kfp.dsl import Dataset, Input, Model, Output


@dsl.component(base_image="python:3.12-slim")
def prepare(source: str, day: str, rows: Output[Dataset]):
    import csv

    with open(source) as file:
        found = [row for row in csv.DictReader(file) if row["day"] == day]
    if not found:
        raise ValueError(f"no events on {day}")
    with open(rows.path, "w") as file:
        for row in found:
            file.write(f"{row['minutes']},{row['tickets']},{row['churned']}\n")
    rows.metadata["day"], rows.metadata["count"] = day, len(found)


# Yours: train(rows) -> model, and publish(rows, model, day, registry)


@dsl.pipeline(name="nightly-churn")
def nightly(day: str, source: str = "events.csv", registry: str = "registry.csv"):
    prepare(source=source, day=day)


if __name__ == "__main__":
    local.init(runner=local.SubprocessRunner(use_venv=False), pipeline_root="runs")
    nightly(day=sys.argv[1])
