"""What the signatures promise: no function of storage can be asked for the rows of somebody who did not ask."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

import storage
from storage import members
from storage.database import Database, Session
from storage.members import Me, Who
from storage.tables import Member
from tests.storage.people import ALICE, greeted, knows

Function = Callable[..., Any]
NO_PERSON = {"workspace_id", "limit", "size", "count"}  # integers that name or reach nobody


def public_functions() -> Iterator[tuple[str, Function]]:
    """Every function of storage that others may call, the methods of its classes included."""
    for info in pkgutil.iter_modules(storage.__path__, "storage."):
        if info.name in ("storage.migrations", "storage.inline_sqlite"):  # changes of tables, and a driver
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            if name.startswith("_") or getattr(value, "__module__", None) != info.name:
                continue
            if inspect.isfunction(value):
                yield f"{info.name}.{name}", value
            elif inspect.isclass(value):
                for method, function in inspect.getmembers(value, inspect.isfunction):
                    if function.__module__ == info.name and not method.startswith("_"):
                        yield f"{info.name}.{name}.{method}", function


def accepted(function: Function) -> dict[str, Any]:
    """Parameter names and their types."""
    types = typing.get_type_hints(inspect.unwrap(function))
    return {name: types.get(name) for name in inspect.signature(function).parameters if name != "self"}


OF_DEPTHS = [(name, function) for name, function in public_functions() if name.startswith("storage.depths.")]


def test_there_are_functions_to_look_at() -> None:
    names = {name for name, _ in public_functions()}
    assert {"storage.members.greet", "storage.events.is_new", "storage.database.Database.writing"} <= names
    assert {name for name, _ in OF_DEPTHS} >= {"storage.depths.mine", "storage.depths.all_mine"}


@pytest.mark.parametrize(("name", "function"), OF_DEPTHS, ids=[name for name, _ in OF_DEPTHS])
def test_depths_are_only_ever_those_of_the_person_who_asks(name: str, function: Function) -> None:
    parameters = accepted(function)
    assert list(parameters)[:2] == ["session", "me"]
    assert (parameters["session"], parameters["me"]) == (Session, Me)
    assert [each for each, kind in parameters.items() if kind is Me] == ["me"], "one person acts, and only for herself"


@pytest.mark.parametrize("function", [members.choose_role, members.choose_language])
def test_choices_are_made_for_oneself(function: Function) -> None:
    assert accepted(function)["me"] is Me


def test_no_function_takes_a_members_id() -> None:
    """The database's ids are integers; the one of a workspace is the only one that is ever handed in."""
    ids = [
        f"{name}({parameter})"
        for name, function in public_functions()
        for parameter, kind in accepted(function).items()
        if parameter not in NO_PERSON and ("member" in parameter or _holds(kind, int) or _holds(kind, Member))
    ]
    assert ids == []


def test_only_meeting_somebody_takes_the_platforms_ids() -> None:
    named = [name for name, function in public_functions() if Who in accepted(function).values()]
    assert sorted(named) == [f"storage.members.{each}" for each in ("find", "follow_profile", "greet")]


def _holds(kind: Any, wanted: type) -> bool:
    return kind is wanted or any(_holds(each, wanted) for each in typing.get_args(kind))


def test_nobody_can_be_changed_into_somebody_else() -> None:
    me = members.STRANGER
    for field in ("id", "workspace_id"):
        with pytest.raises(AttributeError):
            setattr(me, field, 7)


async def test_an_error_that_may_reach_a_log_repeats_nothing_that_a_person_said(database: Database) -> None:
    alice = await greeted(database, ALICE)
    with pytest.raises(DBAPIError) as refused:
        await knows(database, replace(alice, id=alice.id + 1), "kubernetes", "expert")
    assert "kubernetes" not in str(refused.value)
    assert "expert" not in str(refused.value)
