"""Made-up clicks and impressions; the same seed gives the same rows. They arrive unsorted, as from several log files."""

import random


def rows(count, seed=7):
    pick = random.Random(seed)
    users, items = max(1, count // 20), 40

    def one(id_):
        return {"id": id_, "user": pick.randrange(users), "item": pick.randrange(items), "at": pick.randrange(86_400)}

    impressions = [one(f"i-{number}") for number in range(count)]
    clicks = []
    for number in range(count):
        shown = pick.choice(impressions)
        clicks.append({**shown, "id": f"c-{number}", "at": shown["at"] + pick.randrange(-600, 3_600)})
    return impressions, clicks
