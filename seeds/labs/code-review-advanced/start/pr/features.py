"""Training rows for churn: one per customer of the March cohort. `cutoff` is the day on which the model is asked."""

import csv
from collections import defaultdict
from datetime import date

TODAY = date(2026, 6, 30)  # when the job ran


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_customer(events):
    found = defaultdict(list)
    for each in events:
        found[each["customer"]].append(each)
    return found


def build(customers, tickets, payments, cutoff):
    tickets, payments = by_customer(tickets), by_customer(payments)
    segment_rate = rates(customers)
    rows = []
    for customer in customers:
        own = [each for each in tickets[customer["id"]] if date.fromisoformat(each["day"]) < cutoff]
        paid = [each for each in payments[customer["id"]] if date.fromisoformat(each["day"]) < cutoff]
        last = max((date.fromisoformat(each["day"]) for each in payments[customer["id"]]), default=date.fromisoformat(customer["since"]))
        rows.append(
            {
                "id": customer["id"],
                "months": (cutoff - date.fromisoformat(customer["since"])).days // 30,
                "tickets": len(own),
                "spend": sum(int(each["cents"]) for each in paid),
                "discount": float(customer["discount"] or 0),
                "days_since_payment": (TODAY - last).days,
                "segment_rate": segment_rate[customer["segment"]],
                "churned": int(customer["churned"]),
            }
        )
    return rows


def rates(customers):
    """Share of churned customers in each segment."""
    by = defaultdict(list)
    for customer in customers:
        by[customer["segment"]].append(int(customer["churned"]))
    return {segment: sum(values) / len(values) for segment, values in by.items()}
