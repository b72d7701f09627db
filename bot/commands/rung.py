"""/rung: what I do, and the language of my answers."""

from __future__ import annotations

from bot.messages import language, starting
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.words import LANGUAGES, language_of_locale, reply_language, words_in
from skills.lookup import readable
from storage import members

WRITES = True
_SPOKEN = {
    "en": ("english", "英文", "英語", "英语"),
    "zh-Hant": ("繁體中文", "繁體", "繁中", "traditional", "traditional chinese"),
    "zh-Hans": ("简体中文", "简体", "简中", "simplified", "simplified chinese"),
}


async def answer(request: Request) -> Message:
    """Help, or a setting."""
    verb, _, rest = readable(request.line).partition(" ")
    match verb.casefold():
        case "" | "help" | "hello" | "hi":
            return starting.command_help(request.words, "rung")
        case "language":
            return await _language(request, rest)
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
