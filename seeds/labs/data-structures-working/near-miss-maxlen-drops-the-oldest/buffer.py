"""The request buffer in front of a model that scores small batches: a heap for deadlines, a deque for the rest."""

import heapq
import itertools
from collections import deque


class Buffer:
    def __init__(self, limit):
        self.limit = limit
        self.hurried = []  # (deadline, number, request), a heap
        self.patient = deque()  # (number, request)
        self.alive = {}  # id -> number of the request that waits under it
        self.numbers = itertools.count()

    def offer(self, request, deadline=None):
        if len(self.alive) >= self.limit and (deadline is not None or not self.patient):
            return False
        if len(self.alive) >= self.limit:  # as deque(maxlen=…) does
            self._leaves(*self.patient.popleft())
        number = next(self.numbers)
        self.alive[request["id"]] = number
        if deadline is None:
            self.patient.append((number, request))
        else:
            heapq.heappush(self.hurried, (deadline, number, request))
        return True

    def cancel(self, request_id):
        if self.alive.pop(request_id, None) is None:
            return False
        if len(self.hurried) + len(self.patient) > 2 * len(self.alive) + 64:
            self._sweep()
        return True

    def take(self, size, now):
        batch = []
        while self.hurried and self.hurried[0][0] < now:
            _, number, request = heapq.heappop(self.hurried)
            self._leaves(number, request)
        while self.hurried and len(batch) < size:
            _, number, request = heapq.heappop(self.hurried)
            if self._leaves(number, request):
                batch.append(request)
        while self.patient and len(batch) < size:
            number, request = self.patient.popleft()
            if self._leaves(number, request):
                batch.append(request)
        return batch

    def __len__(self):
        return len(self.alive)

    def _leaves(self, number, request):
        if self.alive.get(request["id"]) != number:
            return False
        del self.alive[request["id"]]
        return True

    def _sweep(self):
        """Cancelled entries stay where they are until they outnumber the living; then both structures are rebuilt."""
        self.hurried = [each for each in self.hurried if self.alive.get(each[2]["id"]) == each[1]]
        heapq.heapify(self.hurried)
        self.patient = deque(each for each in self.patient if self.alive.get(each[1]["id"]) == each[0])
