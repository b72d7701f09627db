"""Plays a shift: `python play.py LOW HIGH [unsure]` asks the cloud about parts whose device score is between LOW and HIGH.

When no answer comes within 150 ms of the photo, the device decides; or, with "unsure", the part is rejected.
"""

import csv
import sys

DEADLINE, MISSED, REJECTED, KILOBYTES = 150, 40, 6, 180  # ms, dollars, dollars, size of one photo

low, high = float(sys.argv[1]), float(sys.argv[2])
reject_unsure = sys.argv[3:] == ["unsure"]
asked = late = missed = wrongly = 0
with open("parts.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        reject = float(row["device_score"]) >= 0.5
        if low <= float(row["device_score"]) <= high:
            asked += 1
            if row["cloud_ms"] and int(row["device_ms"]) + int(row["cloud_ms"]) <= DEADLINE:
                reject = float(row["cloud_score"]) >= 0.5
            else:
                late += 1
                reject = reject or reject_unsure
        missed += row["defect"] == "1" and not reject
        wrongly += row["defect"] == "0" and reject
print(f"asked {asked:>4}   no answer in time {late:>4}   missed {missed:>3}   rejected in vain {wrongly:>3}", end="   ")
print(f"${missed * MISSED + wrongly * REJECTED:>5}   {asked * KILOBYTES / 1000:.0f} MB")
