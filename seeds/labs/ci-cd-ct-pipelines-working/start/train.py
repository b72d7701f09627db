"""Delivery time from distance: minutes = a + b * km, by least squares. Rows are pairs (km, minutes)."""


def fit(rows):
    n = len(rows)
    mean_x = sum(x for x, _ in rows) / n
    mean_y = sum(y for _, y in rows) / n
    b = sum((x - mean_x) * (y - mean_y) for x, y in rows) / sum((x - mean_x) ** 2 for x, _ in rows)
    return {"a": mean_y - b * mean_x, "b": b}


def error(model, rows):
    """Mean distance, in minutes, between promise and truth."""
    return sum(abs(model["a"] + model["b"] * x - y) for x, y in rows) / len(rows)
