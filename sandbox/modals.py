"""Submitting and closing modals, and doing what the app answers."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.blocks.check import view_problems
from sandbox.blocks.state import STATE_FIELD, state_values
from sandbox.deliveries import Delivery
from sandbox.errors import SlackError
from sandbox.interactions import common
from sandbox.people import Person
from sandbox.posting import refuse_blocks
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.views import View

TROUBLE = "We had some trouble connecting. Try again?"
"""What Slack writes into a modal when the app does not answer as it must."""
REQUIRED = "Please complete this required field."


@dataclass
class Submission:
    """How a submission went."""

    errors: dict[str, str] = field(default_factory=dict)
    """Complaints by block id: Slack's own about empty fields, or the app's."""
    view: View | None = None
    """The modal that is open afterwards, if any."""
    delivery: Delivery | None = None
    """None when Slack itself refused, so that the app was not asked."""
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """The app took it."""
        return not self.errors and not self.trouble


async def submit(slack: Slack, person: Person, view: View) -> Submission:
    """Send ``view_submission`` and do what the acknowledgement says."""
    view.trouble = ""
    view.errors = missing_fields(view)
    if view.errors:
        slack.changes.note()
        return Submission(errors=view.errors, view=view)
    view.submitting = True
    slack.changes.note()
    payload = common(slack, "view_submission", person, view.id)
    payload |= {"view": view.as_slack(), "response_urls": []}
    try:
        delivery = await slack.deliveries.deliver("view_submission", "interactive", payload)
    finally:
        view.submitting = False
    if delivery.error:
        view.trouble = TROUBLE
    else:
        _obey(slack, view, delivery)
    slack.changes.note()
    return Submission(view.errors, slack.views.top(person.id), delivery, view.trouble)


def missing_fields(view: View) -> dict[str, str]:
    """Slack's complaints about required inputs that are empty, by block id."""
    values = state_values(view.blocks, view.picked)
    missing = {}
    for block in view.blocks:
        if block["type"] != "input" or block.get("optional"):
            continue
        element = block["element"]
        state = values[block["block_id"]][element["action_id"]]
        if state[STATE_FIELD[element["type"]]] in (None, "", []):
            missing[block["block_id"]] = REQUIRED
    return missing


def _obey(slack: Slack, view: View, delivery: Delivery) -> None:
    answer: Any = delivery.answer if isinstance(delivery.answer, dict) else {}
    try:
        match answer.get("response_action"):
            case None:
                slack.views.close(view)
            case "clear":
                slack.views.close(view, everything=True)
            case "errors":
                view.errors = _known_errors(view, answer.get("errors"))
            case "update":
                slack.views.update(view, checked(answer.get("view")))
            case "push":
                slack.views.push(view.person_id, checked(answer.get("view")))
            case _:
                raise SlackError("invalid_response_action")
    except SlackError as error:
        # The app answered something Slack cannot do; the delivery keeps why for whoever looks.
        delivery.answer = {"refused": error.code, **error.extra, "body": delivery.answer}
        view.trouble = TROUBLE


def _known_errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("invalid_errors", inputs=sorted(inputs))
    return {block_id: str(text) for block_id, text in errors.items()}


def checked(source: Any, kind: str = "modal") -> Json:
    """The view if Slack would take it; ``invalid_arguments`` with the places otherwise."""
    refuse_blocks(view_problems(source, kind=kind), "invalid_arguments")
    good: Json = source
    return good


async def close(slack: Slack, person: Person, view: View, *, everything: bool = False) -> None:
    """Close a modal (or the stack) and tell the app where it asked with ``notify_on_close``."""
    clear = everything or bool(view.source.get("clear_on_close"))
    gone = slack.views.close(view, everything=clear)
    slack.changes.note()
    for closed in gone:
        if closed.source.get("notify_on_close"):
            payload = common(slack, "view_closed", person, closed.id)
            payload |= {"view": closed.as_slack(), "is_cleared": clear}
            await slack.deliveries.deliver("view_closed", "interactive", payload)
