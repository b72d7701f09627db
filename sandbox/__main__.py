"""The sandbox as a process of its own, which prints where it is and serves until it is ended."""

import argparse
import asyncio
import contextlib
import json
import sys
from pathlib import Path

from sandbox import cast, manifest, membership
from sandbox.errors import SandboxError
from sandbox.installation import Installation
from sandbox.server import serving
from sandbox.slack import Slack


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A Slack for one laptop.")
    parser.add_argument("manifest", type=Path, help="the app's manifest, YAML or JSON")
    parser.add_argument("--host", default="127.0.0.1", help="a name of this machine")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--request-url", help="where the app is; without it, Socket Mode")
    parser.add_argument("--bot-token", default="xoxb-sandbox-bot-token")
    parser.add_argument("--signing-secret", default="sandbox-signing-secret")
    parser.add_argument("--app-token", default="xapp-sandbox-app-token")
    parser.add_argument("--crowd", type=int, default=0, help="so many more people in #ml-platform")
    parser.add_argument("--limit-posts", action="store_true", help="one message a second in each conversation")
    parser.add_argument("--limit-workspace-posts", type=int, default=0, help="messages a second over all")
    parser.add_argument("--limit-history", action="store_true", help="one look a minute, 15 objects")
    return parser.parse_args(arguments)


async def main(arguments: list[str] | None = None) -> None:
    """Print ``{"url": ...}`` on one line once it serves, then serve until cancelled."""
    options = _options(arguments)
    installation = Installation(
        manifest=manifest.load(options.manifest),
        bot_token=options.bot_token,
        signing_secret=options.signing_secret,
        app_token=options.app_token,
        request_url=options.request_url,
        limit_posts=options.limit_posts,
        limit_workspace_posts=options.limit_workspace_posts,
        limit_history=options.limit_history,
    )
    slack = Slack(installation)
    membership.crowd(slack, slack.workspace.conversations[cast.ML_PLATFORM], options.crowd)
    async with serving(slack, options.host, options.port) as url:
        print(json.dumps({"url": url}), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(main())
    except SandboxError as error:
        sys.exit(str(error))
