"""views.*: modals and the Home tab."""

from typing import Any

from sandbox.errors import SlackError
from sandbox.modals import checked
from sandbox.pictures import picture_problems
from sandbox.posting import refuse_blocks
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.tickets import Trigger
from sandbox.views import View
from sandbox.web_api.arguments import need
from sandbox.web_api.method import Method, person_in


def _answer(slack: Slack, view: View) -> Json:
    slack.changes.note()
    return {"view": view.as_slack()}


def _checked(slack: Slack, source: Any, kind: str = "modal") -> Json:
    good = checked(source, kind)
    refuse_blocks(picture_problems(slack, good["blocks"], "/view/blocks"), "invalid_arguments")
    return good


def _trigger(slack: Slack, arguments: Json) -> Trigger:
    return slack.tickets.exchange(str(need(arguments, "trigger_id")))


def open_(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.open"""
    source = _checked(slack, need(arguments, "view"))
    return _answer(slack, slack.views.open(_trigger(slack, arguments).person_id, source))


def push(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.push; the trigger must come from the open modal."""
    source = _checked(slack, need(arguments, "view"))
    return _answer(slack, slack.views.push(_trigger(slack, arguments).person_id, source))


def _require_hash(view: View, arguments: Json) -> None:
    if arguments.get("hash") and arguments["hash"] != view.hash:
        raise SlackError("hash_conflict")


def update(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.update"""
    if not arguments.get("view_id") and not arguments.get("external_id"):
        need(arguments, "view_id")
    source = need(arguments, "view")
    view = slack.views.find(arguments.get("view_id"), arguments.get("external_id"))
    _require_hash(view, arguments)
    return _answer(slack, slack.views.update(view, _checked(slack, source, str(view.source["type"]))))


def publish(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/views.publish"""
    person = person_in(slack, arguments, "user_id")
    source = _checked(slack, need(arguments, "view"), "home")
    if not slack.installation.manifest.home_tab:
        raise SlackError("not_enabled")
    if (home := slack.views.home(person.id)) is not None:
        _require_hash(home, arguments)
    return _answer(slack, slack.views.publish(person.id, source))


METHODS = {
    "views.open": Method(open_),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
