"""Runs beside one pump and sees each reading once, as it comes."""

LIMIT = 4.5  # mm/s, from the wall chart


class Watch:
    """One per pump, made when the pump comes back from its overhaul."""

    def see(self, reading):
        """Whether to warn now. A reading has hour (from 0 on), rpm, and vibration in mm/s or None."""
        if reading["vibration"] is None:
            return False
        return reading["vibration"] > LIMIT
