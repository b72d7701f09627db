"""The environment, typed; every setting here stands in .env.example."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation can set. Read once, in the composition root."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    slack_bot_token: SecretStr | None = Field(None, description="Bot token, begins with xoxb-")
    slack_signing_secret: SecretStr | None = Field(None, description="Signing secret, for requests over HTTP")
    slack_app_token: SecretStr | None = Field(None, description="App token, begins with xapp-; turns on Socket Mode")
    slack_api_url: str = Field("https://slack.com/api/", description="Where Slack's Web API answers")
    database_url: str = Field("sqlite:///./rung.db", description="sqlite:///file or postgresql://…")
    posts_per_minute: int = Field(300, ge=1, le=60_000, description="Weekly messages a minute in one workspace")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(3000, ge=0, le=65535, description="Port to listen on")
    log_format: Literal["text", "json"] = Field("text", description="text for people, json for machines")


def secret(value: SecretStr | None) -> str | None:
    """The secret itself, or None when it is missing, empty, or still what .env.example begins with."""
    given = value.get_secret_value().strip() if value is not None else ""
    return None if given in ("", "xoxb-", "xapp-") else given
