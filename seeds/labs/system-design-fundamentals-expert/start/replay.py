"""Plays twenty minutes of payments through the three designs: python replay.py, or python replay.py 5 for other numbers.

Every payment first reads the customer's features (how many payments in the last ten minutes) and then writes them.
The rule stops a payment when it reads 3 or more. What a design shows may be old; how old, is its `lag`.
"""

import csv
import sys

PAYMENTS = [(float(row["second"]), row["customer"], float(row["amount"]), row["fraud_found_later"] == "1")
            for row in csv.DictReader(open("payments.csv", encoding="utf-8"))]  # fmt: skip
DESIGNS = {
    "A primary": {"lag": 0, "p99_ms": 41, "dollars": 5200},
    "B stream": {"lag": 2, "p99_ms": 9, "dollars": 2900},
    "C cache 30 s": {"lag": 30, "p99_ms": 4, "dollars": 1100},
}


def replay(lag, stops=3):
    stale = stale_fraud = frauds = stopped = passed = wrongly = 0
    lost, before = 0.0, {}
    for second, customer, amount, fraud in PAYMENTS:
        past = [each for each in before.get(customer, []) if second - each <= 600]
        seen = [each for each in past if each <= second - lag]
        stale += len(seen) != len(past)
        if fraud:
            frauds += 1
            stale_fraud += len(seen) != len(past)
        if len(seen) >= stops:
            stopped += fraud
            wrongly += not fraud
        elif fraud:
            passed += 1
            lost += amount
        before.setdefault(customer, []).append(second)
    return stale / len(PAYMENTS), stale_fraud / frauds, stopped, passed, wrongly, lost


if __name__ == "__main__":
    stops = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    for name, design in DESIGNS.items():
        stale, of_fraud, stopped, passed, wrongly, lost = replay(design["lag"], stops)
        print(f"{name:<14} stale reads {stale:6.1%}, of the frauds {of_fraud:6.1%}   stopped {stopped:>3}, passed {passed:>3} "
              f"({lost:>9,.2f} dollars), wrongly stopped {wrongly}   p99 {design['p99_ms']} ms   {design['dollars']:,} dollars a month")  # fmt: skip
    print("lag in seconds and what passes:", *(f"{lag}: {replay(lag, stops)[5]:,.0f}" for lag in (0, 1, 2, 3, 5, 10, 30, 60)), sep="  ")
