"""/progress: what moved with me, a channel's progress for its leads, and both as files."""

from __future__ import annotations

from bot.messages import starting
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.outside import Wanted
from bot.request import Request, Sorry
from bot.subjects import channel_progress, exporting, own_progress
from bot.subjects.channel_refs import refs_of
from skills.lookup import readable

# The verbs as people type them in Chinese.
_VERBS = {"匯出": "export", "导出": "export", "說明": "help", "说明": "help"}


def outside(line: str) -> Wanted | None:
    """What the line needs to know of a channel."""
    refs = refs_of(line)
    return Wanted(refs.channel) if refs.channel else None


def writes(line: str) -> bool:
    """Whether the line may change something: a look into a channel is kept, and an invitation comes once."""
    verb, rest = _split(line)
    return verb != "help" and (verb != "export" or bool(refs_of(rest).channel))


def changes(_: str) -> bool:
    """Nothing here changes what a Home shows."""
    return False


async def answer(request: Request) -> Message:
    """My own progress, a channel's, or a file."""
    verb, rest = _split(request.line)
    refs = refs_of(request.line)
    if verb == "help":
        return starting.command_help(request.words, "progress")
    if verb == "export":
        there = refs_of(rest)
        return await (channel_progress.export(request, there) if there.channel else exporting.personal(request, rest))
    if refs.channel:
        return await channel_progress.progress(request, refs)
    if verb:
        raise Sorry("sorry-progress-how", ("progress", "progress export", "progress help"), typed=echo(request.line))
    return await own_progress.progress(request)


def _split(line: str) -> tuple[str, str]:
    typed, _, rest = readable(line).partition(" ")
    return _VERBS.get(typed, typed.casefold()), rest.strip()
