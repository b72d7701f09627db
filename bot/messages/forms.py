"""Forms where no form can open by itself: the message that invites to open it."""

from __future__ import annotations

from bot.messages.elements import Button, Buttons, Form, Heading, Message, Text
from bot.words import Words


def invitation(words: Words, form: Form) -> Message:
    """A button that opens the form."""
    button = Button(words("button-open-form"), form.again, "primary")
    intro = (Text(form.intro),) if form.intro else ()
    return Message(form.title, (Heading(form.title), *intro, Buttons((button,))))
