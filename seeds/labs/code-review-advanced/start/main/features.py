"""Training rows for churn: one per customer of the March cohort. `cutoff` is the day on which the model is asked."""

import csv
from datetime import date


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def build(customers, tickets, payments, cutoff):
    rows = []
    for customer in customers:
        own = [each for each in tickets if each["customer"] == customer["id"] and date.fromisoformat(each["day"]) < cutoff]
        paid = [int(each["cents"]) for each in payments if each["customer"] == customer["id"] and date.fromisoformat(each["day"]) < cutoff]
        rows.append(
            {
                "id": customer["id"],
                "months": (cutoff - date.fromisoformat(customer["since"])).days // 30,
                "tickets": len(own),
                "spend": sum(paid) / 100,
                "discount": float(customer["discount"]) if customer["discount"] else None,
                "churned": int(customer["churned"]),
            }
        )
    return rows
