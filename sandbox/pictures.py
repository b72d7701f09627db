"""Pictures in blocks that are files of the workspace: Slack refuses one it does not know or is still looking at."""

from collections.abc import Iterator
from typing import Any

from sandbox.blocks.walk import elements_of
from sandbox.shapes import Json
from sandbox.slack import Slack

IMAGES = (".png", ".jpg", ".jpeg", ".gif")


def picture_problems(slack: Slack, blocks: Any, at: str) -> list[str]:
    """Complaints about ``slack_file`` in blocks that are otherwise legal."""
    return [
        f"[ERROR] invalid slack file [json-pointer:{at}/{index}{where}/slack_file]"
        for index, block in enumerate(blocks or [])
        for picture, where in _pictures(block)
        if not _is_usable(slack, picture["slack_file"])
    ]


def _pictures(block: Json) -> Iterator[tuple[Json, str]]:
    for part, where in ((block, ""), *elements_of(block)):
        if part.get("type") == "image" and "slack_file" in part:
            yield part, where


def _is_usable(slack: Slack, source: Json) -> bool:
    if "id" not in source:
        return True
    file = slack.workspace.files.get(source["id"])
    usable = file is not None and file.complete and file.name.endswith(IMAGES)
    return file is not None and usable and slack.clock.now() >= file.usable_at
