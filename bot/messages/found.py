"""The message for what a question means: a card, a page, a choice, or that nothing was found."""

from __future__ import annotations

from bot.messages import card, finding, parts
from bot.messages.elements import Message
from bot.words import Words
from skills.catalogue import Catalogue, Entry
from skills.lookup import Answer

_INSIDE_OTHERS = {"bullet", "scenario", "expectation", "step", "focus"}


def subject(catalogue: Catalogue, answer: Answer) -> Entry | None:
    """The one entry an answer shows; a point, an example or a step is shown where it stands."""
    if answer.kind != "one":
        return None
    entry = catalogue[answer.entries[0]]
    while entry.kind in _INSIDE_OTHERS:
        entry = catalogue[entry.parents[0]]
    return entry


def found(
    words: Words,
    catalogue: Catalogue,
    typed: str,
    answer: Answer,
    standing: card.Standing = card.NOBODY,
    public: bool = False,
) -> Message:
    """What to say to `typed`; `standing` is what the reader has told, for the skill the answer shows."""
    entry = subject(catalogue, answer)
    if entry is not None and not entry.is_concept:
        return parts.part(words, catalogue, entry)
    if entry is not None:
        return card.shared(words, catalogue, entry) if public else card.cached(words, catalogue, entry, standing)
    if answer.kind == "choice":
        return finding.choice(words, catalogue, typed, answer.entries)
    if answer.kind == "unsure":
        return finding.did_you_mean(words, catalogue, typed, answer.entries)
    return finding.not_found(words, typed)
