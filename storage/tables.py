"""The tables, where every row belongs to a workspace so that no query crosses from one company to another."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import DateTime, Dialect, ForeignKeyConstraint, Index, UniqueConstraint, text
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


def of_a_member() -> ForeignKeyConstraint:
    """A member's row points at the workspace too, so that it cannot cross over, and goes when the member goes."""
    return ForeignKeyConstraint(
        ["workspace_id", "member_id"], ["members.workspace_id", "members.id"], ondelete="CASCADE"
    )


class Workspace(SQLModel, table=True):
    """A Slack workspace or a Teams tenant."""

    __tablename__ = "workspaces"
    # An id is never given out twice, not even after its row is gone: SQLite alone would do that.
    __table_args__ = (UniqueConstraint("platform", "external_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    platform: str = Field(max_length=16)
    external_id: str = Field(max_length=64)
    created_at: dt.datetime = Field(sa_type=UtcTime)
    gone_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # when the app was removed


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
    own_zone: str | None = Field(default=None, max_length=64)
    role: str | None = Field(default=None, max_length=60)
    home_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # when they first opened their Home
    asked_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # when an old depth was last asked about
    away_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # by the status they set on the platform
    quiet_from: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # do-not-disturb, from here …
    quiet_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # … to here
    gone_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # when their account was closed
    named_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)  # when they first let themselves be shown
    created_at: dt.datetime = Field(sa_type=UtcTime)


class MemberRole(SQLModel, table=True):
    """A role a member keeps, with the level they chose in it; `members.role` says which one is current."""

    __tablename__ = "member_roles"
    __table_args__ = (of_a_member(),)

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    role: str = Field(primary_key=True, max_length=60)
    level: str | None = Field(default=None, max_length=60)
    set_at: dt.datetime = Field(sa_type=UtcTime)


class SkillDepth(SQLModel, table=True):
    """The depth one member set for one skill by their own word, when, and against which catalogue."""

    __tablename__ = "depths"
    __table_args__ = (of_a_member(),)

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    skill: str = Field(primary_key=True, max_length=60)
    depth: str = Field(max_length=16)
    catalogue: str = Field(max_length=12)
    set_at: dt.datetime = Field(sa_type=UtcTime)


class Change(SQLModel, table=True):
    """One thing a member changed; changes made by one action share a batch, which is undone as a whole.

    `subject` is a skill, `role` (the current one) or `role:<id>` (the level kept in it); `before` and `after` are None
    where nothing was or is set.
    """

    __tablename__ = "changes"
    __table_args__ = (
        of_a_member(),
        Index("ix_changes_of_member", "workspace_id", "member_id", "batch"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int
    member_id: int
    batch: int
    subject: str = Field(max_length=66)
    before: str | None = Field(default=None, max_length=60)
    after: str | None = Field(default=None, max_length=60)
    why: str = Field(max_length=16)
    catalogue: str = Field(max_length=12)
    changed_at: dt.datetime = Field(sa_type=UtcTime)
    undone_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class Snapshot(SQLModel, table=True):
    """Where a member stood at one moment, in words of that moment; `content` is JSON that needs no catalogue."""

    __tablename__ = "snapshots"
    __table_args__ = (of_a_member(),)

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    batch: int | None = None
    content: str
    taken_at: dt.datetime = Field(sa_type=UtcTime)


class Evidence(SQLModel, table=True):
    """What speaks for a depth besides setting it: a lab they passed, or did by their word, or a colleague's word."""

    __tablename__ = "evidence"
    __table_args__ = (of_a_member(),)

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    skill: str = Field(primary_key=True, max_length=60)
    kind: str = Field(primary_key=True, max_length=8)
    depth: str = Field(max_length=16)
    by_member_id: int | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL")
    catalogue: str = Field(max_length=12)
    shown_at: dt.datetime = Field(sa_type=UtcTime)


class Confirmation(SQLModel, table=True):
    """A member's question to a colleague, who answers it with the code the member gave them."""

    __tablename__ = "confirmations"
    __table_args__ = (
        of_a_member(),
        UniqueConstraint("workspace_id", "code"),
    )

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    skill: str = Field(primary_key=True, max_length=60)
    depth: str = Field(max_length=16)
    code: str = Field(max_length=12)
    catalogue: str = Field(max_length=12)
    asked_at: dt.datetime = Field(sa_type=UtcTime)


class SkillWish(SQLModel, table=True):
    """What a member wants of a skill: a goal, more, less, or not before `until`."""

    __tablename__ = "wishes"
    __table_args__ = (of_a_member(),)

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    skill: str = Field(primary_key=True, max_length=60)
    wish: str = Field(max_length=8)
    until: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    wished_at: dt.datetime = Field(sa_type=UtcTime)


class Picture(SQLModel, table=True):
    """The picture in a member's Home: the platform's id of the file, and a digest of what it shows."""

    __tablename__ = "pictures"
    __table_args__ = (of_a_member(),)

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    digest: str = Field(max_length=64)
    file: str = Field(max_length=64)
    made_at: dt.datetime = Field(sa_type=UtcTime)


class NudgeSlot(SQLModel, table=True):
    """A weekly moment that somebody chose: `weekday` (0 is Monday) and `minute` of the day in an IANA zone."""

    __tablename__ = "nudge_slots"
    __table_args__ = (UniqueConstraint("zone", "weekday", "minute"), Index("ix_nudge_slots_next_due", "next_due"))

    id: int | None = Field(default=None, primary_key=True)
    zone: str = Field(max_length=64)
    weekday: int
    minute: int
    next_due: dt.datetime = Field(sa_type=UtcTime)


class NudgeChoice(SQLModel, table=True):
    """What a member said of the weekly message, and how it has been going since.

    `minutes` is what a lab may take; `snoozed_until` a local day ("2026-12-24"), `holidays` a country whose public
    holidays are kept free. `ignored` counts the messages since the last sign of the member, who rests until
    `resting_until` after some. `chosen_at` is when this slot was taken: nothing before it is due.
    """

    __tablename__ = "nudge_choices"
    __table_args__ = (of_a_member(), Index("ix_nudge_choices_slot", "slot_id", "member_id"))

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    state: str = Field(max_length=8)
    slot_id: int | None = Field(default=None, foreign_key="nudge_slots.id")
    weekday: int
    minute: int
    minutes: int
    snoozed_until: str | None = Field(default=None, max_length=10)
    holidays: str | None = Field(default=None, max_length=8)
    ignored: int
    resting_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    chosen_at: dt.datetime = Field(sa_type=UtcTime)


class Delivery(SQLModel, table=True):
    """A member's message of one local ISO week, or the reason why there was none; the key keeps it to one.

    `state` is planned, sending (by `owner`, until `lease_until` of real time), sent, silent or dead; the latter two
    have a `reason`. It goes out from `not_before` until `until`, the end of the local day. `tried_at` is when it was
    first handed to the platform; `conversation` and `message` are the platform's ids; `outcome` is what the member
    pressed.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        of_a_member(),
        Index(
            "ix_deliveries_open", "workspace_id", "not_before",
            sqlite_where=text("state IN ('planned', 'sending')"),
            postgresql_where=text("state IN ('planned', 'sending')"),
        ),
    )  # fmt: skip

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    week: str = Field(primary_key=True, max_length=8)
    state: str = Field(max_length=8)
    reason: str | None = Field(default=None, max_length=32)
    due_at: dt.datetime = Field(sa_type=UtcTime)
    not_before: dt.datetime = Field(sa_type=UtcTime)
    until: dt.datetime = Field(sa_type=UtcTime)
    owner: str | None = Field(default=None, max_length=36)
    lease_until: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    attempts: int = 0
    tried_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    conversation: str | None = Field(default=None, max_length=64)
    message: str | None = Field(default=None, max_length=64)
    kind: str | None = Field(default=None, max_length=8)
    skill: str | None = Field(default=None, max_length=60)
    minutes: int | None = None
    passed: str | None = Field(default=None, max_length=700)
    outcome: str | None = Field(default=None, max_length=8)
    answered_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
    planned_at: dt.datetime = Field(sa_type=UtcTime)
    sent_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class LabStart(SQLModel, table=True):
    """One time that a member took up a lab; `skill` and `depth` are what it led to then, whatever becomes of the lab.

    `state` is open, done or skipped. `key` (hex) is what the code of this start is made with, `by` how it was done
    ("code" or "word"). `minutes` is what it took by their own estimate: 20, 40 or 60, which means 60 and more.
    """

    __tablename__ = "lab_starts"
    __table_args__ = (of_a_member(), Index("ix_lab_starts_lab", "lab", "version"))

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    lab: str = Field(max_length=60)
    version: int
    skill: str = Field(max_length=60)
    depth: str = Field(max_length=16)
    key: str = Field(max_length=32)
    state: str = Field(max_length=8)
    by: str | None = Field(default=None, max_length=8)
    hints: int = 0
    minutes: int | None = None
    started_at: dt.datetime = Field(sa_type=UtcTime)
    ended_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class LabTrouble(SQLModel, table=True):
    """A step of a lab (or "", the whole) at which a member was stuck, left, or found something wrong.

    `kind` is stuck, left, unclear, fails, check or old. Maintainers see how many, never who.
    """

    __tablename__ = "lab_troubles"
    __table_args__ = (of_a_member(), Index("ix_lab_troubles_lab", "lab", "version", "kind"))

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    lab: str = Field(primary_key=True, max_length=60)
    version: int = Field(primary_key=True)
    step: str = Field(primary_key=True, max_length=60)
    kind: str = Field(primary_key=True, max_length=8)
    said_at: dt.datetime = Field(sa_type=UtcTime)


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
