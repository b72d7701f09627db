"""/lab: one useful thing to do: proposed with its reason, handed over, helped with, and ended by a code or a word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.messages import starting
from bot.messages.elements import Reply
from bot.request import Request
from bot.subjects import lab_endings, lab_proposals, lab_troubles, labs
from skills.lookup import readable

_READS = {"", "help", "propose", "another", "mine", "steps", "code"}

# The verbs as people type them in Chinese, and other words for them.
_VERBS = {
    "開始": "start", "开始": "start", "步驟": "steps", "步骤": "steps", "提示": "hint", "卡住": "stuck",
    "卡住了": "stuck", "跳過": "skip", "跳过": "skip", "略過": "skip", "回報": "report", "反馈": "report",
    "報告": "report", "完成": "done", "做完了": "done", "我的": "mine", "換一個": "another", "换一个": "another",
    "說明": "help", "说明": "help", "get": "start", "finish": "done", "finished": "done", "leave": "skip",
    "list": "mine", "history": "mine",
}  # fmt: skip


def writes(line: str) -> bool:
    """Whether the line may change something."""
    verb, _ = _split(line)
    return verb in _ANSWERS and verb not in _READS


def changes(line: str) -> bool:
    """Whether the line changes what the person's Home shows."""
    return _split(line)[0] in ("start", "skip", "done", "word")


async def answer(request: Request) -> Reply:
    """A lab to do, or what the line says of one; anything else is a skill whose labs are shown."""
    verb, rest = _split(request.line)
    if verb in _ANSWERS:
        return await _ANSWERS[verb](request, rest)
    return await lab_proposals.of_skill(request, readable(request.line))


async def _help(request: Request, _: str) -> Reply:
    return starting.command_help(request.words, "lab")


def _split(line: str) -> tuple[str, str]:
    typed, _, rest = readable(line).partition(" ")
    return _VERBS.get(typed, typed.casefold()), rest.strip()


_ANSWERS: dict[str, Callable[[Request, str], Awaitable[Reply]]] = {
    "": lab_proposals.now,
    "help": _help,
    "propose": lab_proposals.propose,
    "another": lab_proposals.propose,
    "mine": labs.mine,
    "start": labs.start,
    "steps": labs.steps,
    "hint": lab_troubles.hint,
    "stuck": lab_troubles.stuck,
    "skip": lab_troubles.skip,
    "left": lab_troubles.left,
    "report": lab_troubles.report,
    "done": lab_endings.done,
    "word": lab_endings.by_word,
    "code": lab_endings.code_form,
    "took": lab_endings.took,
}
