"""Plays forty days of six pumps to watch.py, reading by reading, and compares its warnings with what stopped."""

import csv

from watch import Watch

with open("stops.csv", newline="", encoding="utf-8") as file:
    stops = {row["pump"]: int(row["hour"]) for row in csv.DictReader(file)}
watches, warnings = {}, {}
with open("sensors.csv", newline="", encoding="utf-8") as file:
    for row in csv.DictReader(file):
        pump = row["pump"]
        reading = {
            "hour": int(row["hour"]),
            "rpm": int(row["rpm"]),
            "vibration": float(row["vibration"]) if row["vibration"] else None,
        }
        watch = watches.setdefault(pump, Watch())
        told = warnings.setdefault(pump, [])
        if watch.see(reading):
            told.append(reading["hour"])
for pump, told in warnings.items():
    end = f"stopped at hour {stops[pump]}" if pump in stops else "ran on"
    first = f"first at hour {told[0]}" if told else "none"
    ahead = f", {stops[pump] - told[0]} h ahead" if told and pump in stops else ""
    print(f"{pump}  {len(told):3} warnings, {first:<18} {end}{ahead}")
