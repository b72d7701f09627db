"""One dictionary: the latest impression of each user and item."""

WINDOW = 1_800


def match(impressions, clicks):
    latest = {}
    for row in sorted(impressions, key=lambda row: row["at"]):
        latest[row["user"], row["item"]] = row
    found = []
    for click in clicks:
        shown = latest.get((click["user"], click["item"]))
        fits = shown is not None and 0 <= click["at"] - shown["at"] <= WINDOW
        found.append(shown["id"] if fits else None)
    return found
