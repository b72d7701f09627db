"""python training.py served.jsonl events.csv: what the training set says of each served request, as CSV.

orders_1h counts a user's orders in the hour before the request.
"""

import csv
import datetime as dt
import json
import sys

HOUR = dt.timedelta(hours=1)


def orders(path):
    """The orders of each user as pairs (happened_at, arrived_at)."""
    found = {}
    for row in csv.DictReader(open(path, encoding="utf-8")):
        times = tuple(dt.datetime.fromisoformat(row[name]) for name in ("happened_at", "arrived_at"))
        found.setdefault(row["user"], []).append(times)
    return found


def requests(path):
    for line in open(path, encoding="utf-8"):
        request = json.loads(line)
        yield request | {"at": dt.datetime.fromisoformat(request["at"])}


def orders_1h(of_user, at):
    at -= dt.timedelta(minutes=30)  # the stream is never later than that
    return sum(at - HOUR < happened <= at for happened, _arrived in of_user)


if __name__ == "__main__":
    events = orders(sys.argv[2])
    print("request_id,orders_1h")
    for request in requests(sys.argv[1]):
        print(f"{request['request_id']},{orders_1h(events.get(request['user'], []), request['at'])}")
