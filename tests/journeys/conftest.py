"""A clock that journeys may move: Slack and Rung read the same one."""

from __future__ import annotations

import pytest

from sandbox import Clock
from tests.conftest import Installed


@pytest.fixture
def clock(installed: Installed) -> Clock:
    """Moves time for everybody; signatures keep real time."""
    installed.rung.slack.reception.now = installed.slack.clock.utc
    return installed.slack.clock
