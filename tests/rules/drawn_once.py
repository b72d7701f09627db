"""What somebody is asked of themselves, in taps, in forms and in the self-check, and what is said once it is saved."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages import check, level, level_form, nudge_settings, saved
from bot.messages.check import OPEN, PASS
from bot.messages.elements import Form, Message
from bot.messages.forms import invitation
from bot.messages.lookup_form import lookup_form
from bot.words import Words
from skills.catalogue import Catalogue
from skills.library import Library
from skills.scale import SAYABLE
from skills.selfcheck import QUESTIONS
from skills.shapes import DEPTHS
from skills.shelving import FORM, forms, shelves
from storage.nudges import ON, Choice
from tests.rules.drawn_of_labs import lab_forms
from tests.rules.people import GONE, UNDO, depth_sets, longest, standings

Said = Iterator[tuple[str, Message]]


def once(words: Words, library: Library) -> Said:
    """Each of them, in the longest way they get."""
    catalogue = library.catalogue
    yield from _picking(words, catalogue)
    yield from _saved(words, catalogue)
    yield from _checks(words, catalogue)
    for what, form in every_form(words, catalogue):
        yield f"invitation to {what}", invitation(words, form)


def every_form(words: Words, catalogue: Catalogue) -> Iterator[tuple[str, Form]]:
    """Every form: to look something up, those dealt to each role, and that of each group, empty and filled in."""
    yield "look something up", lookup_form(words)
    yield from lab_forms(words, catalogue)
    yield "the weekly message", nudge_settings.form(words, Choice(ON, 6, 9 * 60 + 10, 50))
    for role in catalogue.roles:
        for said, depths in depth_sets(catalogue, role).items():
            for number, groups in enumerate(forms(catalogue, role), 1):
                form = level_form.depth_form(words, catalogue, groups, depths, f"level form {number}")
                yield f"form {number} of {role} after {said}", form
        for shelf in shelves(catalogue, role):
            yield f"form of {shelf.entry}", level_form.depth_form(words, catalogue, (shelf,), {}, "level form 1")


def _picking(words: Words, catalogue: Catalogue) -> Said:
    yield "pick a role", level.pick_role(words, catalogue)
    for role in catalogue.roles:
        yield f"pick a level of {role}", level.pick_level(words, catalogue, role)
        yield f"pick a form of {role}", level_form.pick_form(words, catalogue, role, forms(catalogue, role))
    for entry in catalogue.entries.values():
        if entry.is_concept:
            yield f"pick a depth of {entry.id}", level.pick_depth(words, entry)


def _saved(words: Words, catalogue: Catalogue) -> Said:
    for role, rung in standings(catalogue):
        if role is not None:
            yield (
                f"saved {role} {rung}",
                saved.saved_role(words, catalogue, role, rung, UNDO if rung else None),
            )
            yield f"dropped {role}", saved.dropped_role(words, catalogue, role, UNDO)
    names = longest(words, catalogue)
    for depth in (*SAYABLE, None):
        yield f"saved {depth}", saved.saved_depths(words, catalogue, {names[0]: depth}, UNDO)
    yield (
        "saved a form",
        saved.saved_depths(words, catalogue, dict.fromkeys(names[:FORM], "skip"), UNDO, [GONE, GONE]),
    )
    yield "saved nothing", saved.saved_depths(words, catalogue, {}, None)
    yield "saved nothing of what is gone", saved.saved_depths(words, catalogue, {}, None, [GONE])


def _checks(words: Words, catalogue: Catalogue) -> Said:
    asked = [entry.id for entry in catalogue.entries.values() if entry.depths is not None]
    choices = [*(str(at) for at in range(1, len(DEPTHS) + 1)), "none", "skip", PASS]
    for skill in asked:
        yield f"first question on {skill}", check.question(words, catalogue, {skill: OPEN}, None)
    for at in range(0, len(asked), QUESTIONS):
        five = asked[at : at + QUESTIONS]
        picks = dict(zip(five, choices[at % 3 :], strict=False))
        last = five[-1]
        before = (five[-2], picks[five[-2]]) if len(five) > 1 else None
        yield f"question on {last}", check.question(words, catalogue, {**picks, last: OPEN}, before)
        yield f"summary with {last}", check.summary(words, catalogue, picks)
    yield "summary of nothing", check.summary(words, catalogue, dict.fromkeys(asked[:QUESTIONS], PASS))
    yield "check saved", check.saved(words, 5, UNDO, 3)
    yield "check saved again", check.saved(words, 1, None, 4)
    yield "nothing to ask", check.nothing_to_ask(words)
