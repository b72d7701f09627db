"""The nightly feature job: what each customer did in the 30 days before a moment.

python feature_job.py [when]    writes features.csv and prints how long it took
"""

import csv
import datetime as dt
import sys
import time

import psycopg

import pg

COLUMNS = ("customer_id", "segment", "purchases", "spend", "days_since_last", "tickets")


def features(connection, as_of):
    """A tuple in the order of COLUMNS for every customer, by id; days_since_last is None for who did nothing."""
    since = as_of - dt.timedelta(days=30)
    found = []
    for id_, segment in connection.execute("SELECT * FROM customers ORDER BY id").fetchall():
        purchases, spend, last = 0, 0, None
        for event in connection.execute("SELECT * FROM events WHERE customer_id = %s", [id_]).fetchall():
            _, _, kind, amount, at, _ = event
            if since <= at < as_of:
                last = at if last is None else max(last, at)
                if kind == "purchase":
                    purchases += 1
                    spend += amount
        tickets = 0
        for ticket in connection.execute("SELECT * FROM tickets WHERE customer_id = %s", [id_]).fetchall():
            if since <= ticket[2] < as_of:
                tickets += 1
        found.append((id_, segment, purchases, spend, None if last is None else (as_of - last).days, tickets))
    return found


def main():
    as_of = dt.datetime.fromisoformat(sys.argv[1] if len(sys.argv) > 1 else "2026-11-01T00:00:00+00:00")
    with psycopg.connect(pg.url_of(pg.HERE / "pgdata")) as connection:
        began = time.perf_counter()
        rows = features(connection, as_of)
        took = time.perf_counter() - began
    with open("features.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    print(f"{len(rows)} customers in {took * 1000:.0f} ms")


if __name__ == "__main__":
    main()
