"""Slack's rate limits, each off until it is asked for."""

import time
from collections import deque
from math import ceil

from sandbox.clock import Clock
from sandbox.errors import RateLimitError
from sandbox.installation import Installation

HISTORY_SECONDS = 60
HISTORY_OBJECTS = 15
"""Once a minute, 15 objects: commercial apps outside the Marketplace (https://docs.slack.dev/apis/web-api/rate-limits).
"""


class Limits:
    """Counts what the app did, and raises RateLimitError when it must wait.

    Posts are counted in real seconds. The minute between two looks at a history is one of the sandbox's clock, which a
    test can move.
    """

    def __init__(self, installation: Installation, clock: Clock) -> None:
        self._installation = installation
        self._clock = clock
        self._last_post: dict[str, float] = {}
        self._posts: deque[float] = deque()
        self._last_look: dict[str, float] = {}

    def post(self, conversation_id: str) -> None:
        """A message is about to be posted: one a second in a conversation, and so many in the workspace."""
        now = time.monotonic()
        self._check_conversation(conversation_id, now)
        self._check_workspace(now)
        if self._installation.limit_posts:
            self._last_post[conversation_id] = now

    def look(self, method: str) -> int | None:
        """A history is about to be read; answers the most objects it may give, None without this limit."""
        if not self._installation.limit_history:
            return None
        now = self._clock.now()
        waited = now - self._last_look.get(method, now - HISTORY_SECONDS)
        if 0 <= waited < HISTORY_SECONDS:
            raise RateLimitError(ceil(HISTORY_SECONDS - waited))
        self._last_look[method] = now
        return HISTORY_OBJECTS

    def _check_conversation(self, conversation_id: str, now: float) -> None:
        if self._installation.limit_posts and now < self._last_post.get(conversation_id, now - 1.0) + 1.0:
            raise RateLimitError(1)

    def _check_workspace(self, now: float) -> None:
        most = self._installation.limit_workspace_posts
        if not most:
            return
        while self._posts and self._posts[0] <= now - 1.0:
            self._posts.popleft()
        if len(self._posts) >= most:
            raise RateLimitError(1)
        self._posts.append(now)
