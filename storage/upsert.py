"""One insert that does nothing, or updates, when the row is there; the same words on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from storage.database import Session
from storage.tables import table


def insert_into(session: Session, model: type[SQLModel]) -> Any:
    """An INSERT for `model` that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    if session.dialect.name == "sqlite":
        return sqlite.insert(table(model))
    return postgresql.insert(table(model))
