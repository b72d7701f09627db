"""A slash command as Slack sends it: the bytes of a signed HTTP request on a connection that stays open."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from sandbox.signing import signature

SECRET = "bench-signing-secret"
TEAM, USER = "T0BENCH", "U0REGULAR"


def slash(command: str, text: str, user: str = USER, secret: str = SECRET) -> bytes:
    """The request, signed now; Slack's signatures live for five minutes, longer than any round."""
    body = urlencode(
        {
            "token": "legacy-token", "team_id": TEAM, "team_domain": "bench", "channel_id": "C0BENCH",
            "channel_name": "ml-platform", "user_id": user, "user_name": "regular", "command": command, "text": text,
            "api_app_id": "A0BENCH", "is_enterprise_install": "false", "trigger_id": "1.2.abcdef",
            "response_url": "https://hooks.slack.invalid/commands/T0BENCH/1/abcdef",
        }
    ).encode()  # fmt: skip
    moment = str(int(time.time()))
    head = (
        "POST /slack/events HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        "Accept-Encoding: gzip,deflate\r\n"
        "Accept: application/json,*/*\r\n"
        f"X-Slack-Signature: {signature(secret, moment, body)}\r\n"
        f"X-Slack-Request-Timestamp: {moment}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        "\r\n"
    )
    return head.encode() + body
