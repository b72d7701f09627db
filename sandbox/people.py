"""People of the workspace, and how Slack describes them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.shapes import Json


@dataclass
class Person:
    """A member of the workspace: somebody, or the app's bot user."""

    id: str
    name: str
    real_name: str
    display_name: str
    title: str
    locale: str
    tz: str
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    deleted: bool = False
    color: str = "4a154b"
    email: str = ""
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    away: bool = False
    dnd_until: float = 0.0
    updated: int = 1_700_000_000
    bot_id: str = ""
    app_id: str = ""
    api_fields: Json = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The BCP 47 tag whose glyphs this person expects, for ``lang`` on a page."""
        return {"zh-TW": "zh-Hant-TW", "zh-CN": "zh-Hans-CN"}.get(self.locale, self.locale)


CHANGEABLE = frozenset(
    {
        "real_name", "display_name", "title", "locale", "tz", "email", "status_text", "status_emoji",
        "status_expiration", "is_admin", "is_owner", "deleted", "away", "dnd_until",
    }
)  # fmt: skip
"""What ``update_profile`` may change."""


def user_object(person: Person, team_id: str, at: float, *, email: bool, locale: bool) -> Json:
    """Slack's user object (https://docs.slack.dev/reference/objects/user-object)."""
    offset = datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(person.tz)).utcoffset()
    user: Json = {
        "id": person.id,
        "team_id": team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz.rsplit("/", 1)[-1].replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile_object(person, team_id, email=email),
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_owner,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
        "is_email_confirmed": not person.is_bot,
        "who_can_share_contact_card": "EVERYONE",
    }
    if locale:
        user["locale"] = person.locale
    return user | person.api_fields


def profile_object(person: Person, team_id: str, *, email: bool) -> Json:
    """The profile inside a user object, also the answer of ``users.profile.get``."""
    first, _, last = person.real_name.partition(" ")
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "fields": {},
        "status_text": person.status_text,
        "status_emoji": person.status_emoji,
        "status_emoji_display_info": [],
        "status_expiration": person.status_expiration,
        "avatar_hash": f"g{person.id.lower()}",
        "first_name": first,
        "last_name": last,
        "team": team_id,
    }
    if email and person.email:
        profile["email"] = person.email
    if person.is_bot:
        profile |= {"bot_id": person.bot_id, "api_app_id": person.app_id, "always_active": True}
    return profile


def dnd_status(person: Person, at: float) -> Json:
    """Their do-not-disturb as ``dnd.info``, ``dnd.teamInfo`` and ``dnd_updated_user`` have it, at a Unix second."""
    if person.dnd_until > at:
        return {
            "dnd_enabled": True,
            "next_dnd_start_ts": int(at) - 60,
            "next_dnd_end_ts": int(person.dnd_until),
        }
    return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
