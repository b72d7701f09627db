"""Routes of the scoring service: path to function."""

from service.schema import answer, answer_v2
from service.store import remember


def _score(customer):
    value = round(len(customer) / 10, 2)  # the model, for the sake of this lab
    remember(customer, value)
    return value


def score_v1(customer):
    return answer(_score(customer))


def score_v2(customer):
    return answer_v2(_score(customer), "m7")


ROUTES = {"/v1/score": score_v1, "/v2/score": score_v2}
