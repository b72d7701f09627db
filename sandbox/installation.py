"""The one app that is installed here, and the secrets and addresses it was installed with."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sandbox import cast
from sandbox.errors import SandboxError
from sandbox.manifest import Manifest
from sandbox.shapes import Json

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

EVENT_SCOPES: dict[str, frozenset[str]] = {
    "app_mention": frozenset({"app_mentions:read"}),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "message.im": frozenset({"im:history"}),
    "member_joined_channel": frozenset({"channels:read", "groups:read"}),
    "member_left_channel": frozenset({"channels:read", "groups:read"}),
    "channel_rename": frozenset({"channels:read"}),
    "user_change": frozenset({"users:read"}),
    "dnd_updated_user": frozenset({"dnd:read"}),
    "team_join": frozenset({"users:read"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
}
"""Events and the scopes one of which they need (https://docs.slack.dev/reference/events)."""


def require_loopback(host: str) -> None:
    """Refuse any address but this machine's own."""
    if host not in LOOPBACK:
        raise SandboxError(f"The sandbox only works on this machine: use 127.0.0.1 instead of {host!r}.")


@dataclass
class Installation:
    """How the app is reached and how it proves itself.

    With a ``request_url`` deliveries go there over HTTP; without one they go over Socket Mode.
    """

    manifest: Manifest
    bot_token: str
    signing_secret: str
    app_token: str | None = None
    request_url: str | None = None
    ack_seconds: float = 3.0
    limit_posts: bool = False
    """One message a second in each conversation."""
    limit_workspace_posts: int = 0
    """Messages a second in all conversations together; 0 for as many as come."""
    limit_history: bool = False
    """One look a minute at histories and one at threads, of 15 objects each."""
    verification_token: str = "sandbox-verification-token"
    revoked: bool = False
    refusal: str = "account_inactive"
    """What a revoked token is answered; bot tokens of a removed app get this one."""
    sign_with_sandbox_time: bool = False
    files_take: float = 0.0
    """Seconds for which a fresh file cannot be shown in blocks, because Slack is still looking at it."""
    reachable: bool | None = field(default=None)
    """Whether the last delivery got through; None before the first."""

    def __post_init__(self) -> None:
        if self.request_url is not None:
            require_loopback(urlsplit(self.request_url).hostname or "")
        if (self.manifest.commands or self.manifest.shortcuts) and "commands" not in self.manifest.scopes:
            raise SandboxError("The manifest has commands or shortcuts without the bot scope commands.")
        for event in sorted(self.manifest.events):
            scopes = EVENT_SCOPES.get(event, frozenset())
            if scopes and not scopes & self.manifest.scopes:
                wanted = " or ".join(sorted(scopes))
                raise SandboxError(f"The manifest subscribes to {event} without the bot scope {wanted}.")

    @property
    def scopes(self) -> str:
        """The granted scopes as Slack lists them."""
        return ",".join(sorted(self.manifest.scopes))

    def bot_profile(self) -> Json:
        """The ``bot_profile`` of the app's messages."""
        return {
            "id": cast.BOT_ID,
            "app_id": cast.APP_ID,
            "user_id": cast.BOT_USER_ID,
            "name": self.manifest.bot_name,
            "icons": {},
            "deleted": False,
            "updated": cast.BEGINNING,
            "team_id": cast.TEAM_ID,
        }
