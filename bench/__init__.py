"""Measurements side by side with peers and with the limit: ratios taken in one interleaved run, never bare times."""
