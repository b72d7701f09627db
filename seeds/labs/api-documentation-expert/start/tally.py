"""What the questions cost, by page: python tally.py, or by question: python tally.py question"""

import csv
import sys
from collections import defaultdict

by = sys.argv[1] if len(sys.argv) > 1 else "page"
views = {row["page"]: int(row["views_in_80_days"]) for row in csv.DictReader(open("views.csv", encoding="utf-8"))}
found = defaultdict(list)
for row in csv.DictReader(open("questions.csv", encoding="utf-8")):
    found[row[by]].append(int(row["minutes_of_both_sides"]))
for name, minutes in sorted(found.items(), key=lambda each: -sum(each[1])):
    per = f"   {1000 * len(minutes) / views[name]:5.1f} questions per 1,000 views" if by == "page" else ""
    print(f"{name:<58} {len(minutes):>3} questions   {sum(minutes) / 60:5.1f} h   {sum(minutes) / len(minutes):5.0f} min each{per}")
