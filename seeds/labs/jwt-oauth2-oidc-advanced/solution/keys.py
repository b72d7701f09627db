"""The provider's keys, kept between requests."""

FRESH, PAUSE, STALE, SKEW = 300, 30, 3600, 30  # seconds


class KeySet:
    """`fetch()` returns {"keys": […]} or raises OSError; `clock()` is the time in seconds."""

    def __init__(self, fetch, clock):
        self._fetch, self._clock = fetch, clock
        self._keys, self._got, self._tried = {}, float("-inf"), float("-inf")

    def find(self, kid):
        """The key of that id; raises KeyError when the provider has none, OSError when nobody can say."""
        now = self._clock()
        wanted = kid not in self._keys or now - self._got >= FRESH
        if wanted and now - self._tried >= PAUSE:
            self._tried = now
            try:
                self._keys, self._got = {key["kid"]: key for key in self._fetch()["keys"]}, now
            except OSError:
                pass
        if now - self._got >= STALE:
            raise OSError("no keys newer than an hour")
        return self._keys[kid]


def in_time(claims, now):
    """Whether a token with these claims counts at `now`: nbf (if any) is past and exp is not, give or take 30 seconds."""
    return claims.get("nbf", 0) - SKEW <= now < claims["exp"] + SKEW
