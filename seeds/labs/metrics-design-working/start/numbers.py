"""Runs every query of a file on tickets.csv: `python numbers.py queries.sql [cheat]`. Queries end with a semicolon.

Times are Unix seconds. `period` is before (from 28 September) or after (from 26 October). `cheat` is one of the names below.
"""

import csv
import datetime as dt
import sqlite3
import sys


def seconds(text):
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=dt.timezone.utc).timestamp())


def cheat(name, rows):
    for row in [each for each in rows if each["period"] == "after"]:
        if name == "hello":  # a first line at once: "We are looking into it."
            row["first_reply"] = row["opened"] + 1
        if name == "close":  # close after ten minutes, solved or not; who had no answer yet writes again
            if row["closed"] - row["opened"] > 600:
                rest = dict(row, ticket=row["ticket"] + 100_000, opened=row["opened"] + 7_200)
                rest["first_reply"] = max(rest["opened"] + 60, row["first_reply"])
                rest["closed"] = max(rest["first_reply"] + 60, row["closed"])
                row["closed"], row["first_reply"] = row["opened"] + 600, min(row["first_reply"], row["opened"] + 590)
                rows.append(rest)
        if name == "drop" and row["topic"] == "refund" and row["ticket"] % 2:  # half of the hard ones find no form
            rows.remove(row)


with open("tickets.csv", newline="", encoding="utf-8") as file:
    tickets = list(csv.DictReader(file))
for ticket in tickets:
    ticket["period"] = "before" if ticket["opened"] < "2026-10-20" else "after"
    ticket["ticket"] = int(ticket["ticket"])
    ticket.update({name: seconds(ticket[name]) for name in ("opened", "first_reply", "closed")})
if sys.argv[2:]:
    cheat(sys.argv[2], tickets)
base = sqlite3.connect(":memory:")
names = ["ticket", "customer", "topic", "opened", "first_reply", "closed", "closed_by", "period"]
base.execute(f"CREATE TABLE tickets ({', '.join(names)})")
base.executemany(f"INSERT INTO tickets VALUES ({', '.join('?' * 8)})", [[each[name] for name in names] for each in tickets])
with open(sys.argv[1], encoding="utf-8") as file:
    for query in file.read().split(";"):
        if query.strip():
            for found in base.execute(query):
                print(*found, sep="   ")
            print()
