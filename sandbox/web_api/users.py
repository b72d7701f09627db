"""users.* and dnd.*: people as the app may see them."""

from sandbox import cast
from sandbox.errors import SlackError
from sandbox.people import Person, dnd_status, profile_object, user_object
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.web_api.arguments import flag, need, words
from sandbox.web_api.method import Method, person_in
from sandbox.web_api.paging import page


def _may_see_email(slack: Slack) -> bool:
    return "users:read.email" in slack.installation.manifest.scopes


def _shape(slack: Slack, person: Person, arguments: Json) -> Json:
    locale = flag(arguments, "include_locale")
    return user_object(person, cast.TEAM_ID, slack.clock.now(), email=_may_see_email(slack), locale=locale)


def info(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.info"""
    return {"user": _shape(slack, person_in(slack, arguments), arguments)}


def list_(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.list"""
    people = list(slack.workspace.people.values())
    found, cursor = page(people, arguments, default=len(people))
    return {
        "members": [_shape(slack, person, arguments) for person in found],
        "cache_ts": int(slack.clock.now()),
        "response_metadata": {"next_cursor": cursor},
    }


def profile_get(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.profile.get"""
    person = person_in(slack, {"user": arguments.get("user") or cast.BOT_USER_ID})
    return {"profile": profile_object(person, cast.TEAM_ID, email=_may_see_email(slack))}


def lookup_by_email(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.lookupByEmail"""
    email = str(need(arguments, "email")).casefold()
    for person in slack.workspace.members():
        if person.email.casefold() == email and not person.deleted:
            return {"user": _shape(slack, person, arguments)}
    raise SlackError("users_not_found")


def get_presence(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/users.getPresence"""
    return {"presence": "away" if person_in(slack, arguments).away else "active"}


def dnd_info(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/dnd.info"""
    person = person_in(slack, {"user": arguments.get("user") or cast.BOT_USER_ID})
    return dnd_status(person, slack.clock.now()) | {"snooze_enabled": False}


def dnd_team_info(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/dnd.teamInfo"""
    ids = words(arguments, "users")
    if len(ids) > 50:
        raise SlackError("too_many_users")
    known = [slack.workspace.people[id_] for id_ in ids if id_ in slack.workspace.people]
    now = slack.clock.now()
    return {"users": {person.id: dnd_status(person, now) for person in known}}


_READ = ("users:read",)
METHODS = {
    "users.info": Method(info, _READ),
    "users.list": Method(list_, _READ),
    "users.getPresence": Method(get_presence, _READ),
    "users.profile.get": Method(profile_get, ("users.profile:read",)),
    "users.lookupByEmail": Method(lookup_by_email, ("users:read.email",)),
    "dnd.info": Method(dnd_info, ("dnd:read",)),
    "dnd.teamInfo": Method(dnd_team_info, ("dnd:read",)),
}
