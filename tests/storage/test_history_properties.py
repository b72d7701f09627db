"""Whatever somebody does in whatever order, what is kept, what the history tells and what can be undone agree."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skills.scale import SAYABLE
from storage.database import Database
from storage.members import Who
from storage.migrate import migrate
from tests.storage.doing import Action, Choose, Do, Drop, Repeat, Say, Undo, Wait
from tests.storage.model import Model
from tests.storage.people import greeted
from tests.storage.replaying import history_agrees

skills, depths = st.sampled_from(["docker", "mlflow"]), st.sampled_from([*SAYABLE, None])
roles = st.sampled_from(["mlops-engineer", "data-scientist"])
says = st.builds(Say, st.dictionaries(skills, depths, min_size=1)) | st.builds(Repeat, skills)
chooses = st.builds(Choose, roles, st.sampled_from(["junior", "senior", None])) | st.builds(Drop, roles)
undoes = st.builds(Undo, st.none() | st.integers(1, 7))
waits = st.builds(Wait, st.sampled_from([1, 300, 599, 600, 601]))
topics = (says, chooses, says | chooses)  # a life about one thing alone goes deeper into it
lives = st.one_of(*(st.lists(topic | undoes | waits, min_size=12, max_size=20) for topic in topics))
EXAMPLES = {"sqlite": 120, "postgresql": 20}


@contextmanager
def opened(runner: asyncio.Runner, url: str) -> Iterator[Database]:
    """A database with today's tables, in an event loop that every example shares."""
    database = Database(url)
    try:
        runner.run(migrate(database))
        yield database
    finally:
        runner.run(database.close())


def test_what_is_kept_is_what_a_plain_model_keeps_and_what_the_history_comes_to(url: str) -> None:
    newcomers = (Who("slack", "T0ACME", f"U{number}") for number in itertools.count())
    examples = EXAMPLES[url.split(":", maxsplit=1)[0]]
    with asyncio.Runner() as runner, opened(runner, url) as database:

        @settings(max_examples=examples, derandomize=True, database=None, deadline=None,
                  suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
        @given(lives)
        def anybody(does: list[Action]) -> None:
            runner.run(lived(database, next(newcomers), does))

        anybody()


async def lived(database: Database, who: Who, does: list[Action]) -> None:
    """Do everything to the database and to the model, and compare them after each step."""
    model, person = Model(), Do(database, await greeted(database, who), who)
    for action in does:
        expected = model.does(action)
        if (done := await person.does(action, model.now, model.catalogue)) != expected:
            pytest.fail(f"{action} came to {done!r}, not to {expected!r}")
        assert await person.stands() == model.stands()
        assert await history_agrees(database, who)
