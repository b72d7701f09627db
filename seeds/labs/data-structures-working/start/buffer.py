"""The request buffer in front of a model that scores small batches. This one is a list; the docstrings are the contract."""


class Buffer:
    def __init__(self, limit):
        """`limit` is the greatest number of requests that wait at any time."""
        self.limit = limit
        self.waiting = []

    def offer(self, request, deadline=None):
        """Take a request in and return True; return False, and keep what waits, when `limit` requests wait already."""
        self.waiting.append((request, deadline))
        return True

    def cancel(self, request_id):
        """Forget the waiting request with that "id"; True when it waited. Its place is free at once."""
        for each in self.waiting:
            if each[0]["id"] == request_id:
                self.waiting.remove(each)
                return True
        return False

    def take(self, size, now):
        """Up to `size` requests for the next batch, and they wait no more.

        First those with a deadline, the earliest deadline first (of equal ones, the one offered first); then those
        without, in the order they were offered. Whatever has a deadline before `now` is dropped and never returned; until
        then it waits like any other.
        """
        alive = [each for each in self.waiting if each[1] is None or each[1] >= now]
        alive.sort(key=lambda each: (each[1] is None, each[1] or 0))
        self.waiting = alive[size:]
        return [request for request, _ in alive[:size]]

    def __len__(self):
        """How many requests wait."""
        return len(self.waiting)
