"""Grouped by user and item, then the old loop inside the group."""

from collections import defaultdict

WINDOW = 1_800


def match(impressions, clicks):
    groups = defaultdict(list)
    for row in impressions:
        groups[row["user"], row["item"]].append(row)
    found = []
    for click in clicks:
        best = None
        for shown in groups[click["user"], click["item"]]:
            if 0 <= click["at"] - shown["at"] <= WINDOW and (best is None or shown["at"] >= best["at"]):
                best = shown
        found.append(best["id"] if best else None)
    return found
