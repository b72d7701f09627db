"""Routes of the scoring service: path to function."""

from service.schema import answer
from service.store import remember


def score_v1(customer):
    value = round(len(customer) / 10, 2)  # the model, for the sake of this lab
    remember(customer, value)
    return answer(value)


ROUTES = {"/v1/score": score_v1}
