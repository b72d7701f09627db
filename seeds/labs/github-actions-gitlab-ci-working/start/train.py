"""Fits the churn model on what stands in data.csv."""


def split(rows, share=0.8):
    """The first `share` of the rows to train on, the rest to test with."""
    at = int(len(rows) * share)
    return rows[:at], rows[at:]
