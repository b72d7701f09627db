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
    found = {id_: [id_, segment, 0, 0, None, 0] for id_, segment in connection.execute("SELECT * FROM customers ORDER BY id")}
    for event in connection.execute("SELECT * FROM events WHERE at >= %s AND at < %s", [since, as_of]):
        _, customer, kind, amount, at, _ = event
        row, days = found[customer], (as_of - at).days
        row[4] = days if row[4] is None else min(row[4], days)
        if kind == "purchase":
            row[2] += 1
            row[3] += amount
    for customer, count in connection.execute(
        "SELECT customer_id, count(*) FROM tickets WHERE opened_at >= %s AND opened_at < %s GROUP BY 1", [since, as_of]
    ):
        found[customer][5] = count
    return [tuple(row) for row in found.values()]


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
