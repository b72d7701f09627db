"""Which payments wait for a person. Every night choose() sets the threshold for the next day."""

import csv
import datetime as dt
from collections import Counter

HOLD = 6  # an analyst's time for one held payment, in dollars
TURNED_AWAY = 9  # on top, when the held payment was good: some of those customers do not come back
FEE = 15  # what the card scheme charges for each chargeback, on top of the amount
RIPE_DAYS = 45  # every chargeback of this shop arrived within 45 days of its payment


def read(path):
    """A list of payments: day (date), score and amount (float), chargeback (the date it arrived, or None)."""
    with open(path, newline="", encoding="utf-8") as file:
        return [
            {
                "day": dt.date.fromisoformat(row["day"]),
                "score": float(row["score"]),
                "amount": float(row["amount"]),
                "chargeback": dt.date.fromisoformat(row["chargeback"]) if row["chargeback"] else None,
            }
            for row in csv.DictReader(file)
        ]


def bill(payments, threshold):
    """What these payments cost when all with score >= threshold are held."""
    total = 0.0
    for payment in payments:
        fraud = payment["chargeback"] is not None
        if payment["score"] >= threshold:
            total += HOLD + (0 if fraud else TURNED_AWAY)
        elif fraud:
            total += payment["amount"] + FEE
    return total


def choose(payments, today, per_day):
    """The threshold for tomorrow; the analysts can look at `per_day` payments a day."""
    possible = [step / 100 for step in range(102) if busiest(payments, step / 100) <= per_day]
    return min(possible, key=lambda threshold: bill(payments, threshold))


def busiest(payments, threshold):
    """How many payments wait on the day when most do."""
    held = Counter(payment["day"] for payment in payments if payment["score"] >= threshold)
    return max(held.values(), default=0)


if __name__ == "__main__":
    print(choose(read("payments.csv"), dt.date(2026, 9, 8), 12))
