"""The provider's keys, kept between requests. Today they are fetched once, when the service starts."""


class KeySet:
    """`fetch()` returns {"keys": […]} or raises OSError; `clock()` is the time in seconds."""

    def __init__(self, fetch, clock):
        self._keys = {key["kid"]: key for key in fetch()["keys"]}

    def find(self, kid):
        """The key of that id; raises KeyError when the provider has none."""
        return self._keys[kid]


def in_time(claims, now):
    """Whether a token with these claims counts at `now`: nbf (if any) is past and exp is not."""
    return claims.get("nbf", 0) <= now < claims["exp"]
