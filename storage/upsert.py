"""One insert that does nothing, or updates, when the row is there; the same words on both databases."""

from __future__ import annotations

import functools
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.database import Session
from storage.tables import table


def insert_into(session: Session, model: type[SQLModel]) -> Any:
    """An INSERT for `model` that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return _insert(session.dialect.name, model)


def replacing(session: Session, model: type[SQLModel], *columns: str) -> Any:
    """An INSERT of many rows into `model` that gives a row with the same key the new values of these columns."""
    return _replacing(session.dialect.name, model, columns)


def _insert(dialect: str, model: type[SQLModel]) -> Any:
    return sqlite.insert(table(model)) if dialect == "sqlite" else postgresql.insert(table(model))


@functools.cache  # building `excluded` costs more than the rows of a whole role (`make bench`, storing)
def _replacing(dialect: str, model: type[SQLModel], columns: tuple[str, ...]) -> Any:
    statement = _insert(dialect, model)
    key = [column.name for column in table(model).primary_key]
    return statement.on_conflict_do_update(
        index_elements=key, set_={name: statement.excluded[name] for name in columns}
    )
