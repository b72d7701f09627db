"""Runs every hour: train on all orders so far, and publish what is better. live.json is what serve.py reads."""

import csv
import json
from pathlib import Path

import train

LIVE = Path("live.json")


def rows_of(paths):
    rows = []
    for path in paths:
        with path.open(newline="", encoding="utf-8") as file:
            rows += [(float(row["km"]), float(row["minutes"])) for row in csv.DictReader(file)]
    return rows


def main():
    days = sorted(Path("data").glob("*.csv"))
    rows = rows_of(days)
    model = train.fit(rows)
    score = train.error(model, rows)
    live = json.loads(LIVE.read_text(encoding="utf-8")) if LIVE.exists() else None
    better = live is None or score < live["score"]
    if better:
        LIVE.write_text(json.dumps({**model, "score": score}), encoding="utf-8")
    print(f"trained on {len(rows)} rows to {days[-1].stem}, error {score:.2f}:", "published" if better else "kept")


if __name__ == "__main__":
    main()
