"""/rung: what I do, settings, and my data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.messages import language, mydata, starting
from bot.messages.elements import Message, Reply
from bot.messages.finding import echo
from bot.outside import Wanted
from bot.request import Request, Sorry
from bot.subjects import digests, leads, looked, nudge_presses, nudging, sharing, weeks, zones
from bot.subjects import mydata as data
from bot.subjects.channel_refs import refs_of
from bot.words import LANGUAGES, language_of_locale, reply_language, words_in
from skills.lookup import readable
from storage import members

# The verbs as people type them in Chinese.
_VERBS = {
    "語言": "language", "语言": "language", "時區": "zone", "时区": "zone", "timezone": "zone", "隱私": "privacy",
    "隐私": "privacy", "匯出": "export", "导出": "export", "刪除": "delete", "删除": "delete",
    "說明": "help", "说明": "help", "停": "stop", "停止": "stop", "為什麼": "why", "为什么": "why",
    "負責人": "lead", "负责人": "lead", "leads": "lead", "分享": "share",
    "誰看過": "who-looked", "谁看过": "who-looked",
    "looked": "who-looked", "週報": "digest", "周报": "digest",
    "每週訊息": "nudges", "每周消息": "nudges", "訊息": "nudges", "消息": "nudges",
}  # fmt: skip
_READS = {"", "help", "hello", "hi", "privacy", "export", "why"}
_OF_CHANNELS = {"lead", "share", "who-looked", "digest"}
_NO_MORE = {"stop", "停", "停止"}  # also as a message of its own, without any command
_SPOKEN = {
    "en": ("english", "英文", "英語", "英语"),
    "zh-Hant": ("繁體中文", "繁體", "繁中", "traditional", "traditional chinese"),
    "zh-Hans": ("简体中文", "简体", "简中", "simplified", "simplified chinese"),
}


def writes(line: str) -> bool:
    """Whether the line may change something."""
    verb, rest = _verb(line), readable(line).partition(" ")[2]
    return verb == "stop" or (bool(rest) and verb not in _READS)


def changes(line: str) -> bool:
    """Whether the line changes what the person's Home shows."""
    return writes(line) and _verb(line) not in _OF_CHANNELS


def outside(line: str) -> Wanted | None:
    """What a line about a channel needs to know of it."""
    if _verb(line) not in _OF_CHANNELS:
        return None
    refs = refs_of(line.partition(" ")[2])
    return Wanted(refs.channel, refs.person or None) if refs.channel else None


def is_stop(line: str) -> bool:
    """Whether a line without a command asks for no more messages."""
    return readable(line).strip(" .!。！“”\"'「」").casefold() in _NO_MORE


async def answer(request: Request) -> Reply:
    """Help, a setting, my data, or what a channel shares with its leads."""
    verb, rest = _verb(request.line), readable(request.line).partition(" ")[2]
    if (found := _ANSWERS.get(verb)) is None:
        raise Sorry("sorry-rung", ("rung help",), typed=echo(readable(request.line)))
    return await found(request, rest)


async def _help(request: Request, _: str) -> Reply:
    return starting.command_help(request.words, "rung")


async def _privacy(request: Request, _: str) -> Reply:
    return mydata.privacy(request.words)


def _verb(line: str) -> str:
    verb = readable(line).partition(" ")[0]
    return _VERBS.get(verb, verb.casefold())


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


_ANSWERS: dict[str, Callable[[Request, str], Awaitable[Reply]]] = {
    **dict.fromkeys(("", "help", "hello", "hi"), _help),
    "language": _language,
    "zone": zones.choose,
    "nudges": nudging.settings,
    "nudge": nudge_presses.press,
    "stop": nudging.stop,
    "why": weeks.why,
    "lead": leads.lead,
    "share": sharing.share,
    "who-looked": looked.who_looked,
    "digest": digests.digest,
    "privacy": _privacy,
    "export": data.export,
    "delete": data.delete,
}
