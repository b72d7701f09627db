"""The tables, where every row belongs to a workspace so that no query crosses from one company to another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import DateTime, Dialect, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UtcTime(TypeDecorator[dt.datetime]):
    """An aware moment in UTC on every database; SQLite alone would hand back a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value!r}")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Workspace(SQLModel, table=True):
    """A Slack workspace or a Teams tenant."""

    __tablename__ = "workspaces"
    # An id is never given out twice, not even after its row is gone: SQLite alone would do that.
    __table_args__ = (UniqueConstraint("platform", "external_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    platform: str = Field(max_length=16)
    external_id: str = Field(max_length=64)
    created_at: dt.datetime = Field(sa_type=UtcTime)


class Member(SQLModel, table=True):
    """A person in one workspace: what the platform says of them, and what they told us."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("workspace_id", "external_id"),
        UniqueConstraint("workspace_id", "id"),  # what rows of a member point at, so that they cannot cross over
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspaces.id", ondelete="CASCADE")
    external_id: str = Field(max_length=64)
    locale: str | None = Field(default=None, max_length=16)
    time_zone: str | None = Field(default=None, max_length=64)
    language: str | None = Field(default=None, max_length=8)
    role: str | None = Field(default=None, max_length=60)
    level: str | None = Field(default=None, max_length=60)
    created_at: dt.datetime = Field(sa_type=UtcTime)


class SkillDepth(SQLModel, table=True):
    """The depth one member set for one skill, how they know, when, and against which catalogue."""

    __tablename__ = "depths"
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "member_id"], ["members.workspace_id", "members.id"], ondelete="CASCADE"),
    )

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    skill: str = Field(primary_key=True, max_length=60)
    depth: str = Field(max_length=16)
    evidence: str = Field(max_length=16)
    catalogue: str = Field(max_length=12)
    set_at: dt.datetime = Field(sa_type=UtcTime)


class SeenEvent(SQLModel, table=True):
    """An event the platform delivered, kept for two days so that a retry is not answered twice."""

    __tablename__ = "seen_events"
    __table_args__ = (Index("ix_seen_events_seen_at", "seen_at"),)

    workspace_id: int = Field(primary_key=True, foreign_key="workspaces.id", ondelete="CASCADE")
    event_id: str = Field(primary_key=True, max_length=64)
    seen_at: dt.datetime = Field(sa_type=UtcTime)


def table(model: type[SQLModel]) -> Any:
    """The SQLAlchemy table of a model, for statements that skip the ORM."""
    return model.__table__  # type: ignore[attr-defined]
