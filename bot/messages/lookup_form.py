"""The form behind the "Look up a skill" shortcut."""

from __future__ import annotations

from bot.messages.elements import Field, Form
from bot.words import Words


def lookup_form(words: Words) -> Form:
    """One field; submitting it is typing `/skill`."""
    field = Field("asked", words("form-lookup-label"), words("form-lookup-hint"))
    return Form(
        words("form-lookup-title"), "skill", (field,), words("form-lookup-submit"), words("form-cancel"), "skill"
    )
