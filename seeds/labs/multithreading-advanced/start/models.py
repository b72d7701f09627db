"""Stand-ins for models whose scores say who computed them. Leave this file as it is."""

import time


class Quick:
    """Pure Python, a microsecond or so: version v gives v + 0.5, and its threshold is v."""

    def __init__(self, version, seconds=0.0):
        self.version, self.seconds, self.closed = version, seconds, 0

    def __call__(self, number):
        if self.seconds:
            time.sleep(self.seconds)  # as native code does, it lets other threads run
        if self.closed:
            raise RuntimeError(f"model {self.version} was used after it was closed")
        return self.version + 0.5

    def close(self):
        self.closed += 1


def torn(answer):
    """Whether an answer mixes two models: the score tells the model, and every model flags its own scores."""
    return answer["score"] != answer["version"] + 0.5 or not answer["flag"]
