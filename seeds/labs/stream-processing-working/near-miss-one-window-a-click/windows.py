"""Counts clicks per user in windows of ten seconds of the time they happened, each click once."""


class Windows:
    def __init__(self, size=10, lateness=8):
        self.size, self.lateness = size, lateness
        self.counts, self.ids = {}, {}
        self.newest = float("-inf")
        self.late = 0

    def add(self, click):
        """Take one click; gives the windows that are closed by it, as [(start, {user: count}), ...]."""
        start = int(click["at"] // self.size) * self.size
        if start + self.size <= self.newest - self.lateness:
            self.late += 1
            return []
        if click["id"] not in self.ids.setdefault(start, set()):
            self.ids[start].add(click["id"])
            users = self.counts.setdefault(start, {})
            users[click["user"]] = users.get(click["user"], 0) + 1
        self.newest = max(self.newest, click["at"])
        closed = [each for each in sorted(self.counts) if each + self.size <= self.newest - self.lateness]
        return [self._close(each) for each in closed[:1]]

    def end(self):
        """No more clicks come: the windows that are still open."""
        return [self._close(each) for each in sorted(self.counts)]

    def _close(self, start):
        del self.ids[start]
        return start, self.counts.pop(start)

    @property
    def kept(self):
        """How many windows and how many ids are remembered right now."""
        return len(self.counts), sum(map(len, self.ids.values()))
