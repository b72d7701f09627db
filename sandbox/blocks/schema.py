"""A few words for saying what a JSON value must look like, with complaints in Slack's own phrases."""

from collections.abc import Callable, Collection, Mapping
from typing import Any


class Problems:
    """What is wrong so far; each message names the place by JSON pointer, as Slack does."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def add(self, what: str, at: str) -> None:
        """Note one problem at a JSON pointer such as ``/blocks/0/text``."""
        self.messages.append(f"[ERROR] {what} [json-pointer:{at or '/'}]")


Check = Callable[[Any, str, Problems], None]
"""Looks at a value found at a JSON pointer and notes what is wrong with it."""


def string(at_most: int | None = None, *, at_least: int = 1) -> Check:
    """A string of a length in characters; Slack says ``must be less than 151 characters`` for 150 at most."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problems.add("must provide a string", at)
        elif len(value) < at_least:
            problems.add(f"must be more than {at_least - 1} characters", at)
        elif at_most is not None and len(value) > at_most:
            problems.add(f"must be less than {at_most + 1} characters", at)

    return check


def boolean(value: Any, at: str, problems: Problems) -> None:
    """True or false, nothing like it."""
    if not isinstance(value, bool):
        problems.add("must provide a boolean", at)


def anything(value: Any, at: str, problems: Problems) -> None:
    """No limit is documented."""


def integer(at_least: int | None = None, at_most: int | None = None) -> Check:
    """A whole number within bounds."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            problems.add("must provide an integer", at)
        elif at_least is not None and value < at_least:
            problems.add(f"must be greater than or equal to {at_least}", at)
        elif at_most is not None and value > at_most:
            problems.add(f"must be less than or equal to {at_most}", at)

    return check


def number(value: Any, at: str, problems: Problems) -> None:
    """A number, whole or not."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        problems.add("must provide a number", at)


def one_of(*values: str) -> Check:
    """One of a few words."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if value not in values:
            problems.add(f"must be a valid enum value: {', '.join(values)}", at)

    return check


def array(item: Check, at_most: int, at_least: int = 1) -> Check:
    """A list whose items all satisfy ``item``."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problems.add("must provide an array", at)
            return
        if len(value) > at_most:
            problems.add(f"no more than {at_most} items allowed", at)
        if len(value) < at_least:
            problems.add(f"no fewer than {at_least} items allowed", at)
        for index, entry in enumerate(value):
            item(entry, f"{at}/{index}", problems)

    return check


def fields(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these properties and no others; ``null`` counts as left out."""
    known = {**(optional or {}), **required}

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                problems.add(f"missing required field: {name}", at)
        for name, entry in value.items():
            if name not in known:
                problems.add(f"invalid additional property: {name}", at)
            elif entry is not None:
                known[name](entry, f"{at}/{name}", problems)

    return check


def typed(kinds: Mapping[str, Check], allowed: Collection[str] | None = None) -> Check:
    """An object whose ``type`` picks its check; types outside ``allowed`` may not stand here."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problems.add("must provide an object", at)
            return
        kind = value.get("type")
        if kind is None:
            problems.add("missing required field: type", at)
        elif kind not in kinds or (allowed is not None and kind not in allowed):
            problems.add(f"unsupported type: {kind}", f"{at}/type")
        else:
            kinds[kind](value, at, problems)

    return check


def both(*checks: Check) -> Check:
    """All of the checks."""

    def check(value: Any, at: str, problems: Problems) -> None:
        for each in checks:
            each(value, at, problems)

    return check


def any_field(*names: str) -> Check:
    """At least one of the properties is there."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and not any(value.get(name) is not None for name in names):
            problems.add(f"must define either `{'` or `'.join(names)}`", at)

    return check


def one_field(*names: str) -> Check:
    """At most one of the properties is there."""

    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and sum(value.get(name) is not None for name in names) > 1:
            problems.add(f"must define only one of `{'`, `'.join(names)}`", at)

    return check
