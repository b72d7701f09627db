"""Features by user, held in memory beside the model: objects with slots in place of dicts."""

import sys
from dataclasses import asdict, dataclass


@dataclass(slots=True)
class Row:
    user: int
    clicks: int
    price: float | None
    segment: str
    active: bool


class FeatureCache:
    def __init__(self, rows):
        self.by_user = {row["user"]: Row(**{**row, "segment": sys.intern(row["segment"])}) for row in rows}

    def get(self, user):
        row = self.by_user.get(user)
        return asdict(row) if row else None

    def mean_price(self, segment):
        prices = [row.price for row in self.by_user.values() if row.segment == segment and row.price is not None]
        return sum(prices) / len(prices) if prices else None
