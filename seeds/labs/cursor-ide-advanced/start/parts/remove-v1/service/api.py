"""Routes of the scoring service: path to function."""

from service.schema import answer_v2
from service.store import remember


def score_v2(customer):
    value = round(len(customer) / 10, 2)  # the model, for the sake of this lab
    remember(customer, value)
    return answer_v2(value, "m7")


ROUTES = {"/v2/score": score_v2}
