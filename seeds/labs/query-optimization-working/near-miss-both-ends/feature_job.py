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
SELECT c.id, c.segment, coalesce(e.purchases, 0), coalesce(e.spend, 0),
       floor(extract(epoch FROM %(as_of)s - e.last) / 86400)::integer, coalesce(t.tickets, 0)
FROM customers c
LEFT JOIN (
    SELECT customer_id, count(*) FILTER (WHERE kind = 'purchase') AS purchases,
           sum(amount) FILTER (WHERE kind = 'purchase') AS spend, max(at) AS last
    FROM events
    WHERE at BETWEEN %(as_of)s - interval '30 days' AND %(as_of)s
    GROUP BY customer_id
) e ON e.customer_id = c.id
LEFT JOIN (
    SELECT customer_id, count(*) AS tickets
    FROM tickets
    WHERE opened_at >= %(as_of)s - interval '30 days' AND opened_at < %(as_of)s
    GROUP BY customer_id
) t ON t.customer_id = c.id
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
