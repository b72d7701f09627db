"""Gives proxy.py a month with known alarms, and compares the three verdicts with how the lab's data was made."""

import csv
import json
import random
import shutil
import tempfile
from pathlib import Path

from rung_check import Miss, check, main, python, read_json

COLUMNS = "at version country channel distance_km rain_mm f_distance f_rain predicted_min contacted actual_min".split()
# segment: (usual share, share in the last three days, rows a day), and whether it is an alarm
SEGMENTS = {
    "se/app": (0.06, 0.24, 30, True),
    "se/web": (0.10, 0.13, 30, False),
    "no/app": (0.05, 0.34, 4, False),
    "no/web": (0.20, 0.40, 40, True),
    "fi/app": (0.10, 0.02, 30, False),
}


def month(path):
    some, counts = random.Random(55), {}
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, restval="1")
        out.writeheader()
        for segment, (usual, recent, size, _alarm) in SEGMENTS.items():
            country, channel = segment.split("/")
            for first, last, share in ((1, 8, usual), (9, 14, usual * 2), (15, 17, recent), (18, 20, 0.9)):
                total = size * (last - first + 1)
                asked = [1] * round(share * total) + [0] * (total - round(share * total))
                some.shuffle(asked)
                if first == 15:
                    counts[segment] = (total, sum(asked) / total)
                for number, contacted in enumerate(asked):
                    at = f"2026-11-{first + number // size:02d}T{9 + number % 12:02d}:30"
                    out.writerow(dict(at=at, country=country, channel=channel, contacted=contacted))
    return counts


@check("proxy")
def proxy():
    home = Path(tempfile.mkdtemp(prefix="rung-proxy-"))
    try:
        counts = month(home / "p.csv")
        out = python("proxy.py", home / "p.csv", "2026-11-17").stdout
    finally:
        shutil.rmtree(home, ignore_errors=True)
    try:
        said = json.loads(out.splitlines()[-1])
        for segment, (total, rate) in counts.items():
            each = said.get(segment) or {}
            if each.get("n") != total or abs(each.get("rate", -1) - rate) > 0.002:
                raise Miss("other-rate", segment=segment, n=total, rate=round(rate, 3), said=json.dumps(each))
            usual, alarm = SEGMENTS[segment][0], SEGMENTS[segment][3]
            if each.get("alert") is not alarm:
                raise Miss(
                    "other-alert", segment=segment, rate=round(rate, 3), n=total, usual=usual, wanted=alarm,
                    alert=each.get("alert"),
                )  # fmt: skip
    except (ValueError, LookupError, AttributeError, TypeError):
        raise Miss("no-json", line=out.strip()[-150:] or "-") from None


def verdict(cause, since, segments):
    said = read_json("verdicts.json")
    said = said.get(cause) if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(said.get("segments"), list):
        raise Miss("no-verdict", cause=cause)
    if sorted(map(str, said["segments"])) != segments:
        raise Miss("other-segments", cause=cause, said=", ".join(map(str, said["segments"])) or "-")
    if said.get("since") != since:
        raise Miss("other-since", cause=cause, said=said.get("since"))


@check("data")
def data():
    verdict("data", "2026-11-10", ["jp/app"])


@check("code")
def code():
    verdict("code", "2026-11-14", ["fr/web"])


@check("world")
def world():
    verdict("world", "2026-11-16", ["de/app", "de/web"])


main()
