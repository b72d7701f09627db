"""The nightly report: the mean of the last answers."""

from service.store import LAST


def mean():
    return sum(each.get("probability", each.get("score")) for each in LAST.values()) / len(LAST)
