"""Ninety days of applies against a layout of states: python replay.py layout-one.json

An apply holds its state's lock while it refreshes every resource in it (0.9 s each) and changes some (20 s each); if it
broke, until it was mended. A change that touches two states is applied twice, one after the other.
"""

import csv
import datetime as dt
import json
import sys


def table(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


layout = json.load(open(sys.argv[1], encoding="utf-8"))
modules = {row["module"]: row for row in table("modules.csv")}
state_of = {module: state for state, held in layout.items() for module in held}
if missing := set(modules) - set(state_of):
    sys.exit(f"no state holds {', '.join(sorted(missing))}")
size = {state: sum(int(modules[module]["resources"]) for module in held) for state, held in layout.items()}
free, waits, durations, two_states, other_team = {}, [], [], 0, 0
for row in table("applies.csv"):
    at = dt.datetime.fromisoformat(row["started"])
    touched = dict.fromkeys(state_of[name] for name in (row["module"], row["also_changes"]) if name)
    two_states += len(touched) > 1
    for number, state in enumerate(touched):
        begin = max(at, free.get(state, at))
        waits.append((begin - at).total_seconds() / 60)
        minutes = 0.5 + size[state] * 0.9 / 60 + int(row["resources_changed"]) / len(touched) * 20 / 60
        if number == 0 and row["broken_for_minutes"]:
            minutes += int(row["broken_for_minutes"])
        else:
            durations.append(minutes)
        at = begin + dt.timedelta(minutes=minutes)
        free[state] = at
    teams = {modules[module]["team"] for state in touched for module in layout[state]}
    other_team += len(teams) > 1
total = len(waits)
print(f"{len(layout)} states, the largest {max(size.values())} resources")
print(f"typical apply {sorted(durations)[len(durations) // 2]:.1f} min; {sum(durations) / 60:.0f} hours of applying; waited for a lock in {sum(each > 0 for each in waits)} of {total} applies, {sum(waits) / 60:.1f} hours in all, longest {max(waits):.0f} min")
print(f"{two_states} of {len(table('applies.csv'))} changes touch two states; {other_team} could reach another team's resources")
crossing = sum(1 for row in modules.values() if row["depends_on"] != "-" and state_of[row["module"]] != state_of[row["depends_on"]])
print(f"{crossing} dependencies cross from one state to another")
