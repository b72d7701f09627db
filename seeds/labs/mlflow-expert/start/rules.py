"""python rules.py: what a retention rule would delete, and what would miss it. Write your rule into deletes()."""

import csv
import datetime as dt

TODAY = dt.date(2026, 11, 20)


def deletes(row):
    """Whether the artifacts of an experiment go. This is the rule that was proposed."""
    return row["idle_days"] > 180


rows = list(csv.DictReader(open("experiments.csv", encoding="utf-8")))
for row in rows:
    row["idle_days"] = (TODAY - dt.date.fromisoformat(row["last_run"])).days
    for name in ("runs", "registered_versions", "versions_with_an_alias"):
        row[name] = int(row[name])
    row["artifact_gb"] = float(row["artifact_gb"])
gone = [row for row in rows if deletes(row)]
print(f"{len(gone)} of {len(rows)} experiments, {sum(r['artifact_gb'] for r in gone):.0f} of {sum(r['artifact_gb'] for r in rows):.0f} GB")
for what, hit in (
    ("serve right now (a version has an alias)", lambda r: r["versions_with_an_alias"]),
    ("have registered versions", lambda r: r["registered_versions"]),
    ("are audited", lambda r: r["audited"] == "yes"),
    ("have no team to ask", lambda r: not r["team_tag"]),
):
    found = [row for row in gone if hit(row)]
    print(f"  {len(found):>3} {what}: {', '.join(row['id'] for row in found[:12])}{' …' if len(found) > 12 else ''}")
