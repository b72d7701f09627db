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
    return connection.execute(QUERY, {"as_of": as_of}).fetchall()


QUERY = """
SELECT c.id, c.segment, count(e.id) FILTER (WHERE e.kind = 'purchase'),
       coalesce(sum(e.amount) FILTER (WHERE e.kind = 'purchase'), 0),
       floor(extract(epoch FROM %(as_of)s - max(e.at)) / 86400)::integer, count(DISTINCT t.id)
FROM customers c
LEFT JOIN events e ON e.customer_id = c.id AND e.at >= %(as_of)s - interval '30 days' AND e.at < %(as_of)s
LEFT JOIN tickets t
    ON t.customer_id = c.id AND t.opened_at >= %(as_of)s - interval '30 days' AND t.opened_at < %(as_of)s
GROUP BY c.id, c.segment
ORDER BY c.id
"""


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
