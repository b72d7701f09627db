"""Runs beside one pump and sees each reading once, as it comes."""

from collections import deque
from statistics import median

LEARN = 168  # hours after the overhaul in which the pump shows what is usual
RECENT = 12  # readings that speak together
FACTOR = 4.0  # how far above the usual, in usual deviations
SILENCE = 48  # hours between two warnings


class Watch:
    """One per pump, made when the pump comes back from its overhaul."""

    def __init__(self):
        self.first = []
        self.usual = None
        self.recent = deque(maxlen=RECENT)
        self.warned = None

    def see(self, reading):
        """Whether to warn now. A reading has hour (from 0 on), rpm, and vibration in mm/s or None."""
        vibration, hour = reading["vibration"], reading["hour"]
        if vibration is None:
            return False
        speed = (reading["rpm"] / 1000) ** 2
        if hour < LEARN:
            self.first.append((speed, vibration))
            return False
        if self.usual is None:
            values = [each for _, each in self.first]
            self.usual = median(values), 1.4826 * median(abs(each - median(values)) for each in values)
        middle, deviation = self.usual
        self.recent.append((vibration - middle) / deviation)
        if len(self.recent) < RECENT or median(self.recent) < FACTOR:
            return False
        if self.warned is not None and hour - self.warned < SILENCE:
            return False
        self.warned = hour
        return True
