"""Reads what the ranking model needs for one user and the items that may be shown."""


def read_features(store, user, items):
    """One dict of features per item, in the order of the items."""
    rows = []
    for item in items:
        rows.append(
            {
                "orders_1h": store.get(f"user:{user}:orders_1h") or 0,
                "price": store.get(f"item:{item}:price") or 0,
                "stock": store.get(f"item:{item}:stock") or 0,
            }
        )
    return rows
