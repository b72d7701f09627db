"""The credit model. Leave this file as it is: it stands for weights that take a while to load and to run."""

import os
import threading
import time

VERSION = "credit-2026-11-02"
_ONE_AT_A_TIME = threading.Lock()  # like a GPU


class Model:
    def predict(self, rows):
        """A risk between 0 and 1 for each row (income, amount, age), in order; about 20 ms a call, one call at a time."""
        with _ONE_AT_A_TIME:
            time.sleep(float(os.environ.get("MODEL_SECONDS", "0.02")))
        return [round(amount / (amount + income * (1 + age / 100)), 4) for income, amount, age in rows]


def load():
    """Read the weights; takes about three seconds."""
    time.sleep(float(os.environ.get("MODEL_LOAD_SECONDS", "3")))
    return Model()
