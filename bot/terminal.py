"""Look-up for the terminal and for programs: the reply a person would read, as text or as JSON lines."""

from __future__ import annotations

import json
from typing import Any

from bot.messages.found import found
from bot.messages.plain import as_text
from bot.words import reply_language, words_in
from skills.folding import script_of
from skills.library import Library
from skills.lookup import Answer, readable


def looked_up(library: Library, typed: str) -> tuple[Answer, str]:
    """What `typed` means, and the reply in the language it is written in."""
    asked = readable(typed)
    answer = library.lookup.find(asked)
    words = words_in(reply_language(None, None, script_of(asked, library.lookup.table)))
    return answer, as_text(found(words, library.catalogue, asked, answer))


def looked_up_line(library: Library, line: bytes) -> str:
    """One JSON answer for one JSON query: query, found, results (names, best first) and the whole reply.

    A line that is no query gets an answer with `error`, so that answers stay in step with queries.
    """
    try:
        query = json.loads(line)["query"]
        if not isinstance(query, str):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        error = 'write one JSON object a line, for example {"query": "mlflow"}'
        return as_json({"query": None, "found": False, "results": [], "reply": "", "error": error})
    answer, reply = looked_up(library, query)
    results = [library.catalogue[entry].name for entry in answer.entries]
    return as_json({"query": query, "found": answer.found, "results": results, "reply": reply})


def as_json(answer: dict[str, Any]) -> str:
    """One line of JSON that any reader of UTF-8 can read."""
    # A lone surrogate in a query is legal JSON but not UTF-8; escaped, it comes back as it came.
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(answer)
    return text
