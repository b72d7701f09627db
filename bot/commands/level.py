"""/level: say and see where you stand: role, level, depths, self-check, calculator, history, undo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.messages import level, starting
from bot.messages.elements import Reply
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import checks, confirmations, histories, roles
from bot.subjects import depths as setting
from skills.lookup import readable
from storage import depths
from storage import evidence as pieces
from storage import roles as kept

MANY = 5_000  # characters of a line that says many depths at once, as a form does; others are never that long
_MANY = {"set", "form"}
_READS = {"", "help", "history", "calculator", "evidence"}


def writes(line: str) -> bool:
    """Whether the line may change something."""
    verb, rest = _split(line)
    if verb in ("role", "form"):
        return bool(rest) if verb == "role" else rest.startswith("save")
    return not (verb in _READS or (verb == "check" and not rest.casefold().endswith("save")))


changes = writes


async def answer(request: Request) -> Reply:
    """What is known of the asker, or what the line sets."""
    verb, rest = _split(request.line)
    if verb not in _ANSWERS:
        raise Sorry("sorry-level-how", ("level role", "level check", "level help"), typed=echo(request.line))
    if verb in _MANY and len(request.line) > MANY:
        raise Sorry("sorry-too-long", ("level form",), most=MANY)
    return await _ANSWERS[verb](request, rest)


async def _standing(request: Request, _: str) -> Reply:
    session, me = request.session, request.me
    mine, found = await depths.all_mine(session, me), await pieces.mine(session, me)
    return level.standing(request.words, request.catalogue, me, await kept.kept(session, me), mine, found)


async def _help(request: Request, _: str) -> Reply:
    return starting.command_help(request.words, "level")


def _split(line: str) -> tuple[str, str]:
    typed, _, rest = readable(line).partition(" ")
    verb = _VERBS.get(typed, typed.casefold())
    return verb, readable(line, MANY).partition(" ")[2] if verb in _MANY else rest


_ANSWERS: dict[str, Callable[[Request, str], Awaitable[Reply]]] = {
    "": _standing,
    "help": _help,
    "role": roles.role,
    "set": setting.set_,
    "form": setting.form,
    "still": setting.still,
    "check": checks.self_check,
    "calculator": histories.calculator,
    "history": histories.history,
    "undo": histories.undo_,
    "snapshot": histories.snapshot,
    "confirm": confirmations.confirm,
    "evidence": confirmations.evidence,
}

# The verbs as people type them in Chinese, and short ones.
_VERBS = {
    "角色": "role", "設定": "set", "设定": "set", "设置": "set", "表單": "form", "表单": "form",
    "自評": "check", "自评": "check", "calc": "calculator", "ladder": "calculator", "試算": "calculator",
    "试算": "calculator", "测算": "calculator",
    "紀錄": "history", "記錄": "history", "记录": "history", "復原": "undo", "撤銷": "undo",
    "撤销": "undo", "快照": "snapshot", "確認": "confirm", "确认": "confirm", "依據": "evidence", "依据": "evidence",
    "說明": "help", "说明": "help",
}  # fmt: skip
