"""Menus whose options the app gives while somebody types (``block_suggestion``)."""

from sandbox.errors import SandboxError
from sandbox.interactions import Target, common
from sandbox.people import Person
from sandbox.shapes import Json
from sandbox.slack import Slack
from sandbox.views import View


async def ask(slack: Slack, person: Person, target: Target, query: str) -> list[Json]:
    """The options the app answers for ``query``, groups flattened; the surface remembers them as legal."""
    surface = target.surface
    payload = common(slack, "block_suggestion", person, surface.id if isinstance(surface, View) else None)
    del payload["trigger_id"]  # Slack sends none with suggestions
    payload |= {
        "block_id": target.block["block_id"],
        "action_id": target.element["action_id"],
        "value": query,
    }
    if isinstance(surface, View):
        payload |= {"container": {"type": "view", "view_id": surface.id}, "view": surface.as_slack()}
    else:
        payload |= {"container": {"type": "message", "message_ts": surface.ts, "channel_id": surface.channel}}
    delivery = await slack.deliveries.deliver("block_suggestion", "interactive", payload)
    answer = delivery.answer if isinstance(delivery.answer, dict) else {}
    if delivery.error or not ("options" in answer or "option_groups" in answer):
        raise SandboxError("The app gave no options.")
    groups = answer.get("option_groups") or [{"options": answer.get("options") or []}]
    options = [option for group in groups for option in group["options"]]
    known = surface.suggested.setdefault(target.element["action_id"], [])
    known += [option for option in options if option not in known]
    return options
