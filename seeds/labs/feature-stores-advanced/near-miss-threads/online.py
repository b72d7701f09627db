"""Reads what the ranking model needs for one user and the items that may be shown."""

from concurrent.futures import ThreadPoolExecutor

POOL = ThreadPoolExecutor(16)


def read_features(store, user, items):
    """One dict of features per item, in the order of the items; None where the store has no value."""
    orders = store.get(f"user:{user}:orders_1h")

    def read(item):
        return {
            "orders_1h": orders,
            "price": store.get(f"item:{item}:price"),
            "stock": store.get(f"item:{item}:stock"),
        }

    return list(POOL.map(read, items))
