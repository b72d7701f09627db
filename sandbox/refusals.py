"""People whom the app cannot reach, and Slack's codes for why."""

from sandbox.errors import SandboxError
from sandbox.shapes import Json

_BOTH = frozenset(
    {
        "access_denied", "account_inactive", "channel_not_found", "ekm_access_denied", "enterprise_is_restricted",
        "fatal_error", "internal_error", "invalid_auth", "missing_scope", "no_permission", "not_authed",
        "org_login_required", "request_timeout", "service_unavailable", "team_access_not_granted",
        "team_added_to_org", "token_expired", "token_revoked",
        "cannot_dm_bot",  # not in Slack's tables; people meet it
    }
)  # fmt: skip
POSTING = _BOTH | frozenset(
    {
        "is_archived", "message_limit_exceeded", "messages_tab_disabled", "not_in_channel", "restricted_action",
        "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
    }
)  # fmt: skip
"""Codes of https://docs.slack.dev/reference/methods/chat.postMessage that are about where it goes or who may."""
OPENING = _BOTH | frozenset({"invalid_user_combination", "user_disabled", "user_not_found", "user_not_visible"})
"""The same of https://docs.slack.dev/reference/methods/conversations.open."""


class Refusals:
    """Who is refused, and with which code."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def add(self, person_id: str, code: str) -> None:
        """Refuse a person from now on; SandboxError when Slack has no such code."""
        if code not in POSTING | OPENING:
            there = ", ".join(sorted(POSTING | OPENING))
            raise SandboxError(f"Slack does not refuse a person with {code!r}. It does with: {there}.")
        self._codes[person_id] = code

    def remove(self, person_id: str) -> None:
        """Refuse a person no longer."""
        self._codes.pop(person_id, None)

    def posting_to(self, person_id: str) -> str | None:
        """What ``chat.postMessage`` answers: the code, or the one it has for people it cannot find."""
        code = self._codes.get(person_id)
        return code if code is None or code in POSTING else "channel_not_found"

    def opening(self, person_id: str) -> str | None:
        """What ``conversations.open`` answers, None when it opens as always."""
        code = self._codes.get(person_id)
        return code if code in OPENING else None

    def as_json(self) -> Json:
        """The codes by person id."""
        return dict(self._codes)
