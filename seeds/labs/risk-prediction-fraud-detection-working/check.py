"""Tries threshold.py on payments nobody has seen, and counts what its choices cost."""

import datetime as dt
import math
import random
from collections import Counter
from functools import cache

from rung_check import Miss, check, load, main

HOLD, TURNED_AWAY, FEE, RIPE_DAYS = 6, 9, 15, 45
TODAY = dt.date(2027, 3, 31)
SLACK = 1.02  # a coarser search than ours is right too
ENDLESS = 1_000_000


def payment(age, score, amount, fraud, wait=10):
    day = TODAY - dt.timedelta(days=age)
    back = day + dt.timedelta(days=wait) if fraud else None
    return {"day": day, "score": round(score, 2), "amount": amount, "chargeback": back}


def month(seed, youngest, oldest, reported=True, crowd=0):
    """Fifteen payments a day: good ones, small frauds that are plain to see, and a few large ones that hide."""
    chance, found = random.Random(seed), []
    for age in range(youngest, oldest):
        for _ in range(15 + (crowd if age == youngest else 0)):
            kind, luck = chance.random(), chance.random()
            if kind < 0.02:
                found.append(payment(age, 0.82 + luck * 0.15, round(2 + luck * 8, 2), True))
            elif kind < 0.035:
                found.append(payment(age, 0.28 + luck * 0.3, round(300 + luck * 900, 2), reported, 40))
            else:
                found.append(payment(age, 0.02 + 0.55 * luck * chance.random(), round(5 + luck * 90, 2), False))
    return found


def true_bill(payments, threshold):
    total = 0.0
    for each in payments:
        fraud = each["chargeback"] is not None
        if each["score"] >= threshold:
            total += HOLD + (0 if fraud else TURNED_AWAY)
        elif fraud:
            total += each["amount"] + FEE
    return total


def busiest(payments, threshold):
    return max(Counter(each["day"] for each in payments if each["score"] >= threshold).values(), default=0)


@cache
def work():
    return load("threshold.py", "bill", "choose")


def number(name, *arguments):
    """What one of the two functions returns, as a float."""
    try:
        given = getattr(work(), name)(*arguments)
    except (Exception, SystemExit) as error:
        raise Miss("stopped", name=name, error=f"{type(error).__name__}: {error}") from None
    try:
        given = float(given)
    except (TypeError, ValueError):
        raise Miss("no-number", name=name, value=repr(given)) from None
    if math.isnan(given):
        raise Miss("no-number", name=name, value="nan")
    return given


def chosen(payments, per_day):
    return number("choose", [dict(each) for each in payments], TODAY, per_day)


def not_dearer(payments, judged, per_day):
    threshold = chosen(payments, per_day)
    fitting = [step / 100 for step in range(102) if busiest(payments, step / 100) <= per_day]
    best = min(fitting, key=lambda each: true_bill(judged, each))
    if true_bill(judged, threshold) > SLACK * true_bill(judged, best):
        raise Miss(
            "dearer", threshold=f"{threshold:.3g}", bill=f"{true_bill(judged, threshold):,.0f}",
            best=f"{true_bill(judged, best):,.0f}",
        )  # fmt: skip


@check("true-bill")
def the_bill_is_right():
    for payments, threshold in (
        ([payment(60, 0.7, 20, True), payment(60, 0.7, 20, False)], 0.7),
        ([payment(60, 0.2, 5, True), payment(60, 0.9, 900, True), payment(60, 0.1, 900, False)], 0.5),
        (month(1, 50, 60), 0.41),
        (month(2, 50, 60), 1.01),
    ):
        given = number("bill", [dict(each) for each in payments], threshold)
        if abs(given - true_bill(payments, threshold)) > 0.01:
            wanted = f"{true_bill(payments, threshold):,.2f}"
            raise Miss("wrong-bill", count=len(payments), threshold=threshold, wanted=wanted, given=f"{given:,.2f}")


@check("least-bill")
def the_choice_is_cheap():
    for seed in (3, 4, 5):
        payments = month(seed, 50, 90)
        not_dearer(payments, payments, ENDLESS)


@check("ripe-labels")
def young_labels_do_not_count():
    for seed in (6, 7, 8):
        ripe = month(seed, 47, 77)
        not_dearer(ripe + month(seed + 10, 1, 44, reported=False), ripe, ENDLESS)


@check("enough-hands")
def the_busiest_day_fits():
    for seed in (9, 10):
        ripe = month(seed, 50, 80)
        payments = ripe + month(seed + 10, 1, 11, crowd=45)
        free = min((step / 100 for step in range(102)), key=lambda each: true_bill(ripe, each))
        per_day = max(busiest(payments, free) // 2, 1)
        threshold = chosen(payments, per_day)
        if busiest(payments, threshold) > per_day:
            raise Miss("too-many", threshold=f"{threshold:.3g}", per_day=per_day, held=busiest(payments, threshold))
        not_dearer(payments, ripe, per_day)


main()
