"""A workspace that takes the app in again gives it a new token, and so a new start: noticed then."""

from __future__ import annotations

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from storage import presence
from storage.database import Database

log = structlog.get_logger()


async def notice_return(slack: AsyncWebClient, database: Database) -> None:
    """Ask Slack whose token this is; its workspace has the app, whatever was noted of it before."""
    try:
        workspace = str((await slack.auth_test())["team_id"])
        async with database.writing() as session:
            await presence.app_is_back(session, "slack", workspace)
    except Exception as error:  # nobody waits for this; the next start asks again
        log.warning("not known whether Slack has the app; `rung doctor` says more", error=type(error).__name__)
