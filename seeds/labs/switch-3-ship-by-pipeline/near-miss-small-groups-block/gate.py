"""Decides whether a candidate may go live: python gate.py LIVE CANDIDATE GOLDEN"""

import csv
import hashlib
import sys
from collections import defaultdict
from pathlib import Path

from model import load, predict

OVERALL, SEGMENT, ENOUGH = 0.01, 0.05, 1


def hits(model, rows):
    """Per row: (segment, whether the model is right); raises ValueError when it gives no probability."""
    for row in rows:
        got = predict(model, row)
        if not 0 <= got <= 1:
            raise ValueError(f"{got} is no probability")
        yield row["segment"], (got >= 0.5) == (row["churned"] == "1")


def accuracy(pairs):
    by = defaultdict(list)
    for segment, right in pairs:
        by[segment].append(right)
        by["all"].append(right)
    return {name: (sum(each) / len(each), len(each)) for name, each in by.items()}


def main(live, candidate, golden):
    with open(golden, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    before = accuracy(hits(load(live), rows))
    try:
        after = accuracy(hits(load(candidate), rows))
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        sys.exit(f"REJECTED: the candidate cannot score the golden set: {error!r}")
    Path("gate.env").unlink(missing_ok=True)
    reasons = []
    for name in sorted(before):
        (old, count), (new, _) = before[name], after[name]
        small = name != "all" and count < ENOUGH
        print(f"{name:<12} {count:>4}   live {old:.3f}   candidate {new:.3f}{'   too few to judge' if small else ''}")
        if not small and old - new > (OVERALL if name == "all" else SEGMENT) + 1e-9:
            reasons.append(f"{name} {old:.3f} -> {new:.3f}")
    if reasons:
        sys.exit("REJECTED: " + "; ".join(reasons))
    digest = hashlib.sha256(Path(candidate).read_bytes()).hexdigest()
    Path("gate.env").write_text(f"MODEL_DIGEST={digest}\n", encoding="utf-8")
    print("ACCEPTED:", digest)


if __name__ == "__main__":
    main(*sys.argv[1:])
