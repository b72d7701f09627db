"""python ask.py "SELECT …" on cases.csv"""

import csv
import sqlite3
import sys

KINDS = {"amount_eur": "REAL", "attempts": "INTEGER", "case": "INTEGER"}

rows = list(csv.reader(open("cases.csv", encoding="utf-8")))
table = sqlite3.connect(":memory:")
table.execute("CREATE TABLE cases (" + ", ".join(f'"{name}" {KINDS.get(name, "TEXT")}' for name in rows[0]) + ")")
table.executemany("INSERT INTO cases VALUES (" + ", ".join("?" * len(rows[0])) + ")", rows[1:])
for row in table.execute(sys.argv[1]):
    print(*(f"{value:,.0f}" if isinstance(value, float) else value for value in row), sep="  ")
