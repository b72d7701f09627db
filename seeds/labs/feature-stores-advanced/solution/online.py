"""Reads what the ranking model needs for one user and the items that may be shown."""

AT_ONCE = 500


def read_features(store, user, items):
    """One dict of features per item, in the order of the items; None where the store has no value."""
    wanted = list(dict.fromkeys(items))
    keys = [f"user:{user}:orders_1h"]
    keys += [f"item:{item}:{name}" for item in wanted for name in ("price", "stock")]
    found = {}
    if items:
        for begin in range(0, len(keys), AT_ONCE):
            some = keys[begin : begin + AT_ONCE]
            found |= zip(some, store.get_many(some))
    return [
        {
            "orders_1h": found[f"user:{user}:orders_1h"],
            "price": found[f"item:{item}:price"],
            "stock": found[f"item:{item}:stock"],
        }
        for item in items
    ]
