"""Which payments wait for a person. Every night choose() sets the threshold for the next day."""

import csv
import datetime as dt

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
    raise NotImplementedError


def choose(payments, today, per_day):
    """The threshold for tomorrow; the analysts can look at `per_day` payments a day."""
    return 0.5


if __name__ == "__main__":
    print(choose(read("payments.csv"), dt.date(2026, 9, 8), 12))
