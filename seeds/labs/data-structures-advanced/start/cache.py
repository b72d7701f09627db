"""Features by user, held in memory beside the model."""


class FeatureCache:
    def __init__(self, rows):
        """`rows` yields dicts with user, clicks (whole numbers up to 2**62), price (a float or None), segment, active."""
        self.by_user = {row["user"]: dict(row) for row in rows}

    def get(self, user):
        """The row of a user as it came in, as plain Python values ready for json.dumps; None for an unknown user."""
        return self.by_user.get(user)

    def mean_price(self, segment):
        """Mean of the known prices of a segment; None when there is none."""
        prices = [row["price"] for row in self.by_user.values() if row["segment"] == segment and row["price"] is not None]
        return sum(prices) / len(prices) if prices else None
