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
        self.first = [*self.first[-LEARN:], (speed, vibration)]
        if hour < LEARN:
            return False
        self.usual = line(self.first)
        rest, slope, deviation = self.usual
        self.recent.append((vibration - rest - slope * speed) / deviation)
        if len(self.recent) < RECENT or median(self.recent) < FACTOR:
            return False
        if self.warned is not None and hour - self.warned < SILENCE:
            return False
        self.warned = hour
        return True


def line(points):
    """Vibration over the square of the speed: at rest, slope, usual deviation; knocks are left out."""
    for _ in range(2):
        middle = sum(x for x, _ in points) / len(points)
        height = sum(y for _, y in points) / len(points)
        slope = sum((x - middle) * (y - height) for x, y in points) / sum((x - middle) ** 2 for x, _ in points)
        rest = height - slope * middle
        off = [abs(y - rest - slope * x) for x, y in points]
        deviation = 1.4826 * median(off)
        points = [point for point, by in zip(points, off) if by < 4 * deviation]
    return rest, slope, deviation
