"""The tables of channels: who leads them, who shares what there, what was published of them, and who looked."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables import UtcTime, of_a_member


def of_a_channel() -> ForeignKeyConstraint:
    """A channel's row, which cannot cross over to another workspace either, and goes when the channel goes."""
    return ForeignKeyConstraint(
        ["workspace_id", "channel_id"], ["channels.workspace_id", "channels.id"], ondelete="CASCADE"
    )


class Channel(SQLModel, table=True):
    """A channel that has leads or people who share in it; `followed_at` is when its members were last read whole."""

    __tablename__ = "channels"
    __table_args__ = (
        UniqueConstraint("workspace_id", "external_id"),
        UniqueConstraint("workspace_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspaces.id", ondelete="CASCADE")
    external_id: str = Field(max_length=64)
    name: str = Field(max_length=120)
    followed_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)


class ChannelMember(SQLModel, table=True):
    """A member of ours who is in a channel, as the platform says."""

    __tablename__ = "channel_members"
    __table_args__ = (of_a_channel(), of_a_member())

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)


class ChannelLead(SQLModel, table=True):
    """Somebody an admin named lead of a channel, until a moment; who was one once is never counted there again."""

    __tablename__ = "channel_leads"
    __table_args__ = (of_a_channel(), of_a_member())

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    named_at: dt.datetime = Field(sa_type=UtcTime)
    until: dt.datetime = Field(sa_type=UtcTime)


class ChannelShare(SQLModel, table=True):
    """What a member said of a channel: "no", "sums" (counted) or "named"; "asked" is an invitation not answered.

    `shown_as` is the name they had on the platform when they chose to be shown by it.
    """

    __tablename__ = "channel_shares"
    __table_args__ = (of_a_channel(), of_a_member())

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    choice: str = Field(max_length=8)
    shown_as: str | None = Field(default=None, max_length=80)
    chosen_at: dt.datetime = Field(sa_type=UtcTime)


class ChannelLook(SQLModel, table=True):
    """A lead looked at what a channel shares: `what` is "read", "export" or "digest"."""

    __tablename__ = "channel_looks"
    __table_args__ = (
        of_a_channel(), of_a_member(), Index("ix_channel_looks_of_channel", "workspace_id", "channel_id", "looked_at"),
    )  # fmt: skip

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    looked_at: dt.datetime = Field(primary_key=True, sa_type=UtcTime)
    what: str = Field(max_length=8)


class ChannelPicture(SQLModel, table=True):
    """The picture a lead was last shown of a channel: the platform's id of the file, and a digest of what it shows."""

    __tablename__ = "channel_pictures"
    __table_args__ = (of_a_channel(), of_a_member())

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    digest: str = Field(max_length=64)
    file: str = Field(max_length=64)
    made_at: dt.datetime = Field(sa_type=UtcTime)


class Publication(SQLModel, table=True):
    """What one channel's counted people are at, frozen: `content` is JSON of bands, None when nothing may be said.

    `week` is the ISO week (UTC) it was made in, `looked_week` the last one in which nothing newer could be made.
    """

    __tablename__ = "publications"
    __table_args__ = (
        of_a_channel(), UniqueConstraint("workspace_id", "id"), UniqueConstraint("workspace_id", "channel_id", "week"),
        {"sqlite_autoincrement": True},
    )  # fmt: skip

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int
    channel_id: int
    week: str = Field(max_length=8)
    looked_week: str = Field(max_length=8)
    content: str | None = None
    catalogue: str = Field(max_length=12)
    made_at: dt.datetime = Field(sa_type=UtcTime)


class Crowd(SQLModel, table=True):
    """So many people who have been in and out of exactly the same publications; who deletes themselves still counts.

    `shown` is how many of them were ever shown by name, in any channel; `anew_at` when all of them were last counted
    with what they were at then.
    """

    __tablename__ = "crowds"
    __table_args__ = (UniqueConstraint("workspace_id", "id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspaces.id", ondelete="CASCADE")
    size: int
    shown: int = 0
    anew_at: dt.datetime = Field(sa_type=UtcTime)


class PublishedCrowd(SQLModel, table=True):
    """A crowd that is in a publication."""

    __tablename__ = "published_crowds"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "publication_id"], ["publications.workspace_id", "publications.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["workspace_id", "crowd_id"], ["crowds.workspace_id", "crowds.id"], ondelete="CASCADE"),
    )  # fmt: skip

    workspace_id: int = Field(primary_key=True)
    publication_id: int = Field(primary_key=True)
    crowd_id: int = Field(primary_key=True)


class Contribution(SQLModel, table=True):
    """What a member was last counted with, and in which crowd: skills, and skills behind `lab:`, joined by commas.

    `counted_at` is when a publication last had them; the row outlives a yes taken back, so that nobody who comes back
    too soon can be told from the others. `hidden` keeps back the name of somebody who chose to be shown by it, because
    it would give others of the crowd away.
    """

    __tablename__ = "contributions"
    __table_args__ = (
        of_a_member(),
        ForeignKeyConstraint(["workspace_id", "crowd_id"], ["crowds.workspace_id", "crowds.id"], ondelete="CASCADE"),
        Index("ix_contributions_of_crowd", "workspace_id", "crowd_id"),
    )

    workspace_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    crowd_id: int
    what: str
    hidden: bool = False
    counted_at: dt.datetime = Field(sa_type=UtcTime)


class ChannelDigest(SQLModel, table=True):
    """A lead wants a channel's publication every week, "me" or "channel" being where it goes.

    It comes at `minute` of the day on `weekday` (0 is Monday) in an IANA zone, next at `next_due`.
    """

    __tablename__ = "channel_digests"
    __table_args__ = (of_a_channel(), of_a_member(), Index("ix_channel_digests_next_due", "next_due"))

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    place: str = Field(max_length=8)
    zone: str = Field(max_length=64)
    weekday: int
    minute: int
    next_due: dt.datetime = Field(sa_type=UtcTime)


class ChannelDelivery(SQLModel, table=True):
    """A weekly digest of a channel for the lead who asked for it; the key keeps it to one a local ISO week.

    `state` is planned, sending (by `owner`, until `lease_until` of real time), sent, silent or dead; the latter two
    have a `reason`. It goes out until `until`; `conversation` and `message` are the platform's ids.
    """

    __tablename__ = "channel_deliveries"
    __table_args__ = (of_a_channel(), of_a_member(), Index("ix_channel_deliveries_state", "state"))

    workspace_id: int = Field(primary_key=True)
    channel_id: int = Field(primary_key=True)
    member_id: int = Field(primary_key=True)
    week: str = Field(primary_key=True, max_length=8)
    place: str = Field(max_length=8)
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
    sent_at: dt.datetime | None = Field(default=None, sa_type=UtcTime)
