"""The label job as it runs tonight. Leave this file as it is: it is what you compare with."""

WINDOW = 1_800  # seconds


def match(impressions, clicks):
    """For each click, the id of the impression that earned it, or None.

    It is the latest impression of the same user and item, at most WINDOW seconds before the click (a click in the very
    second of an impression counts). Of two in the same second, the one further down the list wins.
    """
    found = []
    for click in clicks:
        best = None
        for shown in impressions:
            if shown["user"] == click["user"] and shown["item"] == click["item"]:
                if 0 <= click["at"] - shown["at"] <= WINDOW and (best is None or shown["at"] >= best["at"]):
                    best = shown
        found.append(best["id"] if best else None)
    return found
