"""A minute and a half of clicks as they arrive: python events.py prints them, one JSON object a line."""

import json
import random


def events(seed=3, seconds=90, lost_phone=True):
    """Clicks {"id", "user", "at"} in the order they arrive; `at` is the second they happened, which is earlier."""
    draw, found = random.Random(seed), []
    for number in range(seconds * 4):
        at = round(draw.uniform(0, seconds), 2)
        delay = draw.choice([0.1, 0.3, 0.8, 2.0, 6.0])
        click = {"id": f"c{number}", "user": draw.choice("abc"), "at": at}
        found.append((at + delay, click))
        if draw.random() < 0.06:  # the client tried again
            found.append((at + delay + draw.uniform(0.1, 3), click))
    if lost_phone:
        found.append((seconds - 10, {"id": "lost", "user": "a", "at": 3.0}))
    return [click for _, click in sorted(found, key=lambda each: each[0])]


if __name__ == "__main__":
    for click in events():
        print(json.dumps(click))
