"""A day in the life of a key set: python rotation.py"""

from keys import KeySet


class Provider:
    def __init__(self):
        self.now, self.kids, self.up, self.asked = 0, ["may"], True, 0

    def fetch(self):
        self.asked += 1
        if not self.up:
            raise OSError("provider is down")
        return {"keys": [{"kid": kid, "kty": "RSA"} for kid in self.kids]}

    def knows(self, keys, kid):
        before = self.asked
        try:
            keys.find(kid)
            answer = "found"
        except KeyError:
            answer = "unknown"
        except OSError:
            answer = "OSError"
        print(f"{self.now / 60:6.1f} min  {kid:<6} {answer:<8} {self.asked - before} fetches")


day = Provider()
keys = KeySet(day.fetch, lambda: day.now)
day.knows(keys, "may")
day.now, day.kids = 600, ["may", "june"]
day.knows(keys, "june")
for _ in range(3):
    day.knows(keys, "junk")
day.now, day.kids = 1800, ["june"]
day.knows(keys, "may")
day.now, day.up = 2400, False
day.knows(keys, "june")
