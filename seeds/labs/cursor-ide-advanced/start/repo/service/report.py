"""The nightly report: the mean of the last answers."""

from service.store import LAST


def mean():
    return sum(each["score"] for each in LAST.values()) / len(LAST)
