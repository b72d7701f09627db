"""/gaps: the next rung: ranked gaps with reasons, comparisons, switch paths, and what somebody wants of a skill."""

from __future__ import annotations

from bot.messages import starting
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import next_rung, paths, wishing
from bot.subjects.comparing import EXAMPLES, compared
from skills.lookup import readable

# The verbs as people type them in Chinese.
_VERBS = {
    "為什麼": "why", "为什么": "why", "路徑": "path", "路径": "path", "轉職": "path", "转岗": "path",
    "比較": "compare", "比较": "compare", "目標": "goal", "目标": "goal", "goals": "goal", "多": "more", "少": "less",
    "之後": "later", "以后": "later", "取消": "drop", "說明": "help", "说明": "help", "notnow": "later",
}  # fmt: skip
_READS = {"help", "why", "compare"}


def writes(line: str) -> bool:
    """Whether the line may change something; the list itself remembers that an old depth was asked about."""
    verb, _, rest = readable(line).partition(" ")
    verb = _VERBS.get(verb, verb.casefold())
    return not (verb in _READS or (verb == "path" and paths.KNOW not in f" {rest}") or (verb == "goal" and not rest))


def changes(line: str) -> bool:
    """Whether the line changes what the person's Home shows; remembering that something was asked does not."""
    verb, _, rest = readable(line).partition(" ")
    return writes(line) and bool(rest) and _VERBS.get(verb, verb.casefold()) != "page"


async def answer(request: Request) -> Message:
    """The gaps, or what the line asks of them."""
    verb, _, rest = readable(request.line).partition(" ")
    match _VERBS.get(verb, verb.casefold()):
        case "":
            return await next_rung.list_gaps(request)
        case "help":
            return starting.command_help(request.words, "gaps")
        case "page" if rest.isascii() and rest.isdigit() and len(rest) < 6:
            return await next_rung.list_gaps(request, int(rest))
        case "why" if rest:
            return await next_rung.why(request, rest)
        case "why" | "drop" as wanted if not rest:
            raise Sorry("sorry-which-skill", ("gaps", "gaps goals"), line=f"/gaps {wanted} docker")
        case "path":
            return await paths.path(request, rest)
        case "compare":
            message = compared(request, rest)
            if message is None:
                raise Sorry("sorry-compare", EXAMPLES)
            return message
        case "goal" | "more" | "less" | "later" as wanted:
            return await wishing.wish(request, wanted, rest)
        case "drop" if rest:
            return await wishing.drop(request, rest)
        case _:
            raise Sorry("sorry-gaps-how", ("gaps", "gaps path", "gaps help"), typed=echo(request.line))
