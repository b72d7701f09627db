from report import rows_of, totals

found = totals(rows_of("clicks.csv", "2026-11-19"))
assert sum(found.values()) == sum(row["cents"] for row in rows_of("clicks.csv", "2026-11-19")), found
