"""Looks an installation over: each setting, the database, Slack's answer; every finding comes with its cure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import aiohttp
import yaml
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandboxed import MANIFEST
from bot.settings import Settings, secret
from bot.slack.client import client
from skills.library import open_library
from skills.reading import BrokenSeeds
from storage.database import Database, UnusableDatabase
from storage.migrate import current, newest


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and what to do when it is not."""

    subject: str
    well: bool
    said: str

    def __str__(self) -> str:
        return f"{'ok ' if self.well else 'FIX'}  {self.subject}: {self.said}"


async def examine(settings: Settings) -> list[Finding]:
    """Everything that Rung needs, in the order to mend it."""
    findings = [_catalogue(), await _database(settings.database_url)]
    token = secret(settings.slack_bot_token)
    if token is None or not token.startswith("xoxb-") or token == "xoxb-":  # the example's empty value
        cure = "missing; copy it from your Slack app, OAuth & Permissions, into .env (it begins with xoxb-)"
        findings.append(Finding("SLACK_BOT_TOKEN", False, cure))
    else:
        findings += await _bot_token(client(token, settings.slack_api_url))
    findings.append(await _way_in(settings))
    return findings


def _catalogue() -> Finding:
    try:
        catalogue = open_library().catalogue
    except BrokenSeeds as error:
        cure = f"{len(error.problems)} problem(s); run `rung catalogue check` and mend the files it names"
        return Finding("catalogue", False, cure)
    return Finding("catalogue", True, f"{len(catalogue.entries)} entries, version {catalogue.version}")


async def _database(url: str) -> Finding:
    try:
        database = Database(url)
    except UnusableDatabase as error:
        return Finding("DATABASE_URL", False, str(error))
    try:
        at = await current(database)
    except Exception as error:  # any driver's error means the same to the reader
        cure = f"cannot be reached ({type(error).__name__}); check host, name and password in DATABASE_URL"
        return Finding("DATABASE_URL", False, cure)
    finally:
        await database.close()
    if at != newest():
        return Finding("DATABASE_URL", True, "reachable; `rung serve` will bring its tables up to date")
    return Finding("DATABASE_URL", True, f"reachable, tables at {at}")


async def _bot_token(slack: AsyncWebClient) -> list[Finding]:
    try:
        answer = await slack.auth_test()
    except SlackApiError as error:
        code = error.response.get("error")
        cure = f"Slack says {code}; install the app to the workspace again and copy the new token into .env"
        return [Finding("SLACK_BOT_TOKEN", False, cure)]
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        cure = (
            f"Slack cannot be reached at {slack.base_url} ({type(error).__name__}); check the network and SLACK_API_URL"
        )
        return [Finding("SLACK_API_URL", False, cure)]
    findings = [Finding("SLACK_BOT_TOKEN", True, f"works in {answer.get('team')} as {answer.get('user')}")]
    granted = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",") if scope.strip()}
    missing = sorted(needed_scopes() - granted)
    if missing:
        cure = f"missing {', '.join(missing)}; update the app from manifest.yml, then reinstall it to the workspace"
        findings.append(Finding("scopes", False, cure))
    else:
        findings.append(Finding("scopes", True, f"all {len(needed_scopes())} granted"))
    return findings


async def _way_in(settings: Settings) -> Finding:
    """How requests reach us: Socket Mode when there is an app token, signed HTTP otherwise."""
    app_token = secret(settings.slack_app_token)
    if app_token is not None and app_token != "xapp-":  # the example's empty value
        try:
            await client(None, settings.slack_api_url).apps_connections_open(app_token=app_token)
        except SlackApiError as error:
            cure = (
                f"Slack says {error.response.get('error')}; make an app-level token with connections:write "
                "and turn Socket Mode on"
            )
            return Finding("SLACK_APP_TOKEN", False, cure)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            return Finding("SLACK_APP_TOKEN", False, f"Slack cannot be reached ({type(error).__name__})")
        return Finding("SLACK_APP_TOKEN", True, "Socket Mode can connect")
    if secret(settings.slack_signing_secret) is None:
        cure = "missing; put SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) into .env"
        return Finding("SLACK_SIGNING_SECRET", False, cure)
    return Finding("SLACK_SIGNING_SECRET", True, "set; Slack's requests come to /slack/events")


def needed_scopes(manifest: Path = MANIFEST) -> set[str]:
    """The bot scopes that manifest.yml asks for."""
    parsed = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    return set(parsed["oauth_config"]["scopes"]["bot"])
