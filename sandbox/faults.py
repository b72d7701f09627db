"""Faults on demand: what Slack, or the way to it, does wrong because a test asked for it."""

import random
import time
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sandbox.errors import SandboxError
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.refusals import Refusals
from sandbox.shapes import Json
from sandbox.workspace import Workspace

Kind = Literal[
    "rate_limited",  # 429 with Retry-After; nothing happened
    "error_before",  # 500; nothing happened
    "error_after",  # it happened, then 500
    "hang_up_before",  # the connection ends without an answer; nothing happened
    "hang_up_after",  # it happened, then the connection ends without an answer
    "hang",  # it happened, and the answer comes only after so many seconds
    "unavailable",  # 503; nothing happened
]
"""What can go wrong with one call of the Web API."""

KINDS: tuple[Kind, ...] = get_args(Kind)
_HAPPENS = frozenset({"error_after", "hang_up_after", "hang"})


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call; ``seconds`` is the Retry-After, or how long ``hang`` keeps the answer back."""

    kind: Kind
    seconds: float = 1.0

    @property
    def happens(self) -> bool:
        """Whether the call takes effect all the same."""
        return self.kind in _HAPPENS


_DOWN = Fault("unavailable")


class Faults:
    """What is planned to go wrong, and how often it did; a fresh sandbox has none.

    Seconds are real ones here, on the monotonic clock, so that moving the sandbox's clock neither ends a lag nor
    lengthens it.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._random = random.Random(0)
        self._next: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._shares: defaultdict[str, dict[Kind, tuple[float, Fault]]] = defaultdict(dict)
        self.methods: Collection[str] = ()
        """The methods a fault may be planned for; set when the sandbox starts serving."""
        self.down = False
        """Whether every method answers 503."""
        self.history_lag = 0.0
        """Seconds for which a message of the app is missing from the history after it was accepted."""
        self.refusals = Refusals()
        self.struck: Counter[str] = Counter()
        """How many calls each kind of fault has struck, for tests that must not pass without one."""

    def next(self, method: str, kind: Kind, count: int = 1, *, seconds: float = 1.0) -> None:
        """Let the next ``count`` calls of a method fail this way, after those already planned."""
        self._check(method, kind)
        self._next[method].extend([Fault(kind, float(seconds))] * count)

    def share(self, method: str, kind: Kind, share: float, *, seconds: float = 1.0) -> None:
        """Let this share (0 to 1) of a method's calls fail this way, at random; 0 ends it."""
        self._check(method, kind)
        others = sum(taken for other, (taken, _) in self._shares[method].items() if other != kind)
        if not 0 <= share <= 1 - others + 1e-9:
            raise SandboxError(f"Shares of {method} lie between 0 and 1 together; {others:g} is taken already.")
        self._shares[method][kind] = (share, Fault(kind, float(seconds)))

    def seed(self, number: int) -> None:
        """Start the random numbers of the shares again; a fresh sandbox starts with 0."""
        self._random.seed(number)

    def refuse(self, who: str | Person, error: str) -> None:
        """Answer with a code of Slack's when the app posts to a person or opens their conversation.

        A code that Slack documents for ``conversations.open`` only, such as ``user_disabled``, makes posts answer
        ``channel_not_found``; one that it documents for ``chat.postMessage`` only lets the conversation open.
        """
        self.refusals.add(self._workspace.person(who).id, error)

    def allow(self, who: str | Person) -> None:
        """Refuse a person no longer."""
        self.refusals.remove(self._workspace.person(who).id)

    def clear(self) -> None:
        """Plan nothing any more; what already struck stays counted."""
        self.down, self.history_lag, self.refusals = False, 0.0, Refusals()
        self._next.clear()
        self._shares.clear()

    def strike(self, method: str) -> Fault | None:
        """The fault of a call that comes in now, if there is one; counts it."""
        fault = _DOWN if self.down else self._planned(method) or self._drawn(method)
        if fault is not None:
            self.struck[fault.kind] += 1
        return fault

    def shown(self, messages: Sequence[Message]) -> Sequence[Message]:
        """The messages that the history shows by now."""
        if not self.history_lag:
            return messages
        accepted_by = time.monotonic() - self.history_lag
        return [message for message in messages if not message.bot or message.accepted <= accepted_by]

    def as_json(self) -> Json:
        """Everything planned, in the words that ``POST /sandbox/faults`` takes, and how often what struck."""
        return {
            "down": self.down,
            "history_lag": self.history_lag,
            "next": [_plan(method, fault) for method, queue in self._next.items() for fault in queue],
            "share": [
                _plan(method, fault) | {"share": share}
                for method, shares in self._shares.items()
                for share, fault in shares.values()
            ],
            "refuse": self.refusals.as_json(),
            "struck": dict(self.struck),
        }

    def _check(self, method: str, kind: str) -> None:
        if self.methods and method not in self.methods:
            raise SandboxError(f"There is no method {method!r}. There are: {', '.join(sorted(self.methods))}.")
        if kind not in KINDS:
            raise SandboxError(f"There is no fault {kind!r}. There are: {', '.join(KINDS)}.")

    def _planned(self, method: str) -> Fault | None:
        queue = self._next.get(method)
        return queue.popleft() if queue else None

    def _drawn(self, method: str) -> Fault | None:
        shares = self._shares.get(method)
        if not shares:
            return None
        drawn = self._random.random()
        for share, fault in shares.values():
            drawn -= share
            if drawn < 0:
                return fault
        return None


def _plan(method: str, fault: Fault) -> Json:
    return {"method": method, "kind": fault.kind, "seconds": fault.seconds}
