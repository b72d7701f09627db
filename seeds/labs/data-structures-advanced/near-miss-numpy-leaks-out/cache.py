"""Features by user, held in memory beside the model: one array per column, sorted by user."""

import numpy as np


class FeatureCache:
    def __init__(self, rows):
        columns = {"user": [], "clicks": [], "price": [], "segment": [], "active": []}
        names = {}
        for row in rows:
            columns["user"].append(row["user"])
            columns["clicks"].append(row["clicks"])
            columns["price"].append(row["price"])
            columns["segment"].append(names.setdefault(row["segment"], len(names)))
            columns["active"].append(row["active"])
        self.names = list(names)
        user = np.array(columns["user"], dtype=np.int64)
        order = np.argsort(user, kind="stable")
        order = order[np.append(user[order][1:] != user[order][:-1], True)] if len(order) else order  # the last row wins
        self.user = user[order]
        self.clicks = np.array(columns["clicks"], dtype=np.int64)[order]
        self.known = np.array([price is not None for price in columns["price"]], dtype=bool)[order]
        self.price = np.array([price or 0.0 for price in columns["price"]], dtype=np.float64)[order]
        self.segment = np.array(columns["segment"], dtype=np.int32)[order]
        self.active = np.array(columns["active"], dtype=bool)[order]

    def get(self, user):
        at = int(np.searchsorted(self.user, user))
        if at == len(self.user) or self.user[at] != user:
            return None
        return {
            "user": user,
            "clicks": self.clicks[at],
            "price": float(self.price[at]) if self.known[at] else None,
            "segment": self.names[self.segment[at]],
            "active": bool(self.active[at]),
        }

    def mean_price(self, segment):
        if segment not in self.names:
            return None
        prices = self.price[self.known & (self.segment == self.names.index(segment))]
        return float(prices.mean()) if len(prices) else None
