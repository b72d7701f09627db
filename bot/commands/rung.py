"""/rung: what I do, settings, and my data."""

from __future__ import annotations

from bot.messages import language, mydata, starting
from bot.messages.elements import Message, Reply
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import mydata as data
from bot.subjects import nudge_presses, nudging, weeks, zones
from bot.words import LANGUAGES, language_of_locale, reply_language, words_in
from skills.lookup import readable
from storage import members

# The verbs as people type them in Chinese.
_VERBS = {
    "語言": "language", "语言": "language", "時區": "zone", "时区": "zone", "timezone": "zone", "隱私": "privacy",
    "隐私": "privacy", "匯出": "export", "导出": "export", "刪除": "delete", "删除": "delete",
    "說明": "help", "说明": "help", "停": "stop", "停止": "stop", "為什麼": "why", "为什么": "why",
    "每週訊息": "nudges", "每周消息": "nudges", "訊息": "nudges", "消息": "nudges",
}  # fmt: skip
_READS = {"", "help", "hello", "hi", "privacy", "export", "why"}
_NO_MORE = {"stop", "停", "停止"}  # also as a message of its own, without any command
_SPOKEN = {
    "en": ("english", "英文", "英語", "英语"),
    "zh-Hant": ("繁體中文", "繁體", "繁中", "traditional", "traditional chinese"),
    "zh-Hans": ("简体中文", "简体", "简中", "simplified", "simplified chinese"),
}


def writes(line: str) -> bool:
    """Whether the line may change something."""
    verb, _, rest = readable(line).partition(" ")
    verb = _VERBS.get(verb, verb.casefold())
    return verb == "stop" or (bool(rest) and verb not in _READS)


changes = writes


def is_stop(line: str) -> bool:
    """Whether a line without a command asks for no more messages."""
    return readable(line).strip(" .!。！“”\"'「」").casefold() in _NO_MORE


async def answer(request: Request) -> Reply:
    """Help, a setting, or my data."""
    verb, _, rest = readable(request.line).partition(" ")
    match _VERBS.get(verb, verb.casefold()):
        case "" | "help" | "hello" | "hi":
            return starting.command_help(request.words, "rung")
        case "language":
            return await _language(request, rest)
        case "zone":
            return await zones.choose(request, rest)
        case "nudges":
            return await nudging.settings(request, rest)
        case "nudge":
            return await nudge_presses.press(request, rest)
        case "stop":
            return await nudging.stop(request)
        case "why":
            return await weeks.why(request)
        case "privacy":
            return mydata.privacy(request.words)
        case "export":
            return await data.export(request)
        case "delete":
            return await data.delete(request, rest)
        case _:
            raise Sorry("sorry-rung", ("rung help",), typed=echo(readable(request.line)))


async def _language(request: Request, typed: str) -> Message:
    if not typed:
        return language.pick(request.words)
    if typed.casefold() in ("slack", "auto"):
        await members.choose_language(request.session, request.me, None)
        return language.follows(words_in(reply_language(None, request.me.locale, None)))
    named = (each for each in LANGUAGES if typed.casefold() in (each.casefold(), *_SPOKEN[each]))
    known = next(named, None) or language_of_locale(typed)
    if known is None:
        raise Sorry("sorry-language", tuple(f"rung language {each}" for each in LANGUAGES), typed=echo(typed))
    await members.choose_language(request.session, request.me, known)
    return language.saved(words_in(known))
