"""api.*, auth.*, apps.*, bots.*, team.*, emoji.* and reactions.*: the short ones."""

from sandbox import cast, membership
from sandbox.errors import SlackError
from sandbox.messages import Message
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.web_api.arguments import flag, need
from sandbox.web_api.method import Method, joined_room_in


def api_test(_slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/api.test"""
    if arguments.get("error"):
        raise SlackError(str(arguments["error"]), args=arguments)
    return {"args": arguments}


def auth_test(slack: Slack, _arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/auth.test"""
    return {
        "url": f"https://{cast.TEAM_DOMAIN}.slack.com/",
        "team": cast.TEAM_NAME,
        "user": slack.workspace.bot.name,
        "team_id": cast.TEAM_ID,
        "user_id": cast.BOT_USER_ID,
        "bot_id": cast.BOT_ID,
        "is_enterprise_install": False,
    }


def auth_revoke(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/auth.revoke"""
    if flag(arguments, "test"):
        return {"revoked": False}
    slack.events.in_background(membership.uninstall(slack, refusal="token_revoked"))
    return {"revoked": True}


def connections_open(slack: Slack, _arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/apps.connections.open"""
    base = slack.base_url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link/?ticket={slack.socket_mode.new_ticket()}&app_id={cast.APP_ID}"}


def bots_info(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/bots.info"""
    if arguments.get("bot", cast.BOT_ID) != cast.BOT_ID:
        raise SlackError("bot_not_found")
    profile = slack.installation.bot_profile()
    return {"bot": {name: value for name, value in profile.items() if name != "team_id"}}


def team_info(_slack: Slack, _arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/team.info"""
    team = {
        "id": cast.TEAM_ID,
        "name": cast.TEAM_NAME,
        "url": f"https://{cast.TEAM_DOMAIN}.slack.com/",
        "domain": cast.TEAM_DOMAIN,
        "email_domain": "acme-ai.example",
        "icon": {"image_default": True},
    }
    return {"team": team}


def emoji_list(slack: Slack, _arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/emoji.list; the workspace has no emoji of its own."""
    return {"emoji": {}, "cache_ts": slack.stamp()}


def _message(slack: Slack, arguments: Json) -> Message:
    message = joined_room_in(slack, arguments).find(str(need(arguments, "timestamp")))
    if message is None or message.ephemeral:
        raise SlackError("message_not_found")
    return message


def reactions_add(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/reactions.add"""
    message, name = _message(slack, arguments), str(need(arguments, "name")).strip(":")
    people = message.reactions.setdefault(name, [])
    if cast.BOT_USER_ID in people:
        raise SlackError("already_reacted")
    people.append(cast.BOT_USER_ID)
    slack.changes.note()
    return {}


def reactions_remove(slack: Slack, arguments: Json) -> Json:
    """https://docs.slack.dev/reference/methods/reactions.remove"""
    message, name = _message(slack, arguments), str(need(arguments, "name")).strip(":")
    people = message.reactions.get(name, [])
    if cast.BOT_USER_ID not in people:
        raise SlackError("no_reaction")
    people.remove(cast.BOT_USER_ID)
    if not people:
        del message.reactions[name]
    slack.changes.note()
    return {}


METHODS = {
    "api.test": Method(api_test, token="none"),
    "auth.test": Method(auth_test),
    "auth.revoke": Method(auth_revoke),
    "apps.connections.open": Method(connections_open, token="app"),
    "bots.info": Method(bots_info, ("users:read",)),
    "team.info": Method(team_info, ("team:read",)),
    "emoji.list": Method(emoji_list, ("emoji:read",)),
    "reactions.add": Method(reactions_add, ("reactions:write",)),
    "reactions.remove": Method(reactions_remove, ("reactions:write",)),
}
