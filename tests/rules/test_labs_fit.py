"""The steps of every lab fit into one message, whole, in every language."""

from __future__ import annotations

import json

import pytest

from bot.messages import lab_steps
from bot.slack.draw import escape, message_blocks
from bot.words import LANGUAGES, Language, words_in
from skills.library import Library


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_steps_is_left_out(library: Library, language: Language) -> None:
    lost = []
    for lab in library.catalogue.labs:
        blocks = message_blocks(lab_steps.steps(words_in(language), lab))
        drawn = json.dumps(blocks, ensure_ascii=False)
        said = lab.words(language)
        wanted = [f"lab report {lab.id}", *(step.title for step in said.steps.values())]
        wanted += [asked for step in said.steps.values() for asked in step.must.values()]
        wanted += [step.look for step in said.steps.values()]
        missing = [each for each in wanted if json.dumps(escape(each), ensure_ascii=False)[1:-1] not in drawn]
        if missing or len(blocks) >= 50:
            lost.append((lab.id, len(blocks), len(drawn), missing[:2]))
    assert lost == []
