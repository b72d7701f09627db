"""Modals and Home tabs: who has which open, with Slack's ids, hashes and stacks of at most three."""

import itertools
import secrets
from dataclasses import dataclass, field

from sandbox import cast
from sandbox.blocks.state import state_values
from sandbox.blocks.walk import with_ids
from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.shapes import Json

MOST_STACKED = 3


@dataclass
class View:
    """A modal somebody has open, or somebody's Home tab."""

    id: str
    person_id: str
    source: Json
    """What the app sent, with block and action ids filled in."""
    hash: str
    root_id: str
    previous_id: str | None = None
    external_id: str = ""
    picked: Json = field(default_factory=dict)
    suggested: dict[str, list[Json]] = field(default_factory=dict)
    """Options the app gave for external menus, by action id."""
    errors: dict[str, str] = field(default_factory=dict)
    """What the app complained about at the last submission, by block id."""
    trouble: str = ""
    """A sentence of Slack's own when the app could not be asked."""
    submitting: bool = False

    @property
    def blocks(self) -> list[Json]:
        """The blocks, ids included."""
        blocks: list[Json] = self.source["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """The modal's title; empty for a Home tab."""
        return str((self.source.get("title") or {}).get("text", ""))

    def as_slack(self) -> Json:
        """Slack's view object (https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload)."""
        source = self.source
        return {
            "id": self.id,
            "team_id": cast.TEAM_ID,
            "type": source["type"],
            "blocks": self.blocks,
            "private_metadata": source.get("private_metadata") or "",
            "callback_id": source.get("callback_id") or "",
            "state": {"values": state_values(self.blocks, self.picked)},
            "hash": self.hash,
            "title": source.get("title"),
            "clear_on_close": bool(source.get("clear_on_close")),
            "notify_on_close": bool(source.get("notify_on_close")),
            "close": source.get("close"),
            "submit": source.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": cast.APP_ID,
            "external_id": self.external_id,
            "app_installed_team_id": cast.TEAM_ID,
            "bot_id": cast.BOT_ID,
        }


class Views:
    """The stack of modals and the Home tab of each person."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._counter = itertools.count(1)
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, person_id: str) -> list[View]:
        """The open modals of a person, the visible one last."""
        return self._stacks.setdefault(person_id, [])

    def home(self, person_id: str) -> View | None:
        """The published Home tab of a person."""
        return self._homes.get(person_id)

    def top(self, person_id: str) -> View | None:
        """The modal a person looks at."""
        stack = self.stack(person_id)
        return stack[-1] if stack else None

    def open(self, person_id: str, source: Json) -> View:
        """Open a first modal; one that was open before goes away."""
        view = self._new(person_id, source)
        self._stacks[person_id] = [view]
        return view

    def push(self, person_id: str, source: Json) -> View:
        """Put a modal on top of the open one."""
        stack = self.stack(person_id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= MOST_STACKED:
            raise SlackError("push_limit_reached")
        view = self._new(person_id, source)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        return view

    def update(self, view: View, source: Json) -> View:
        """Replace what a modal shows; what people filled in stays where block and action ids stay."""
        self._require_new_external_id(source, view)
        view.source = source | {"blocks": with_ids(source["blocks"])}
        view.external_id = source.get("external_id") or view.external_id
        view.hash = self._hash()
        view.errors, view.trouble = {}, ""
        return view

    def publish(self, person_id: str, source: Json) -> View:
        """Set a person's Home tab."""
        if (view := self._homes.get(person_id)) is not None:
            return self.update(view, source)
        self._homes[person_id] = view = self._new(person_id, source)
        return view

    def close(self, view: View, *, everything: bool = False) -> list[View]:
        """Close a modal, or the whole stack; answers the modals that went away, the top first."""
        stack = self.stack(view.person_id)
        if view not in stack:
            return []
        gone = stack[:] if everything else stack[stack.index(view) :]
        self._stacks[view.person_id] = [open_ for open_ in stack if open_ not in gone]
        return gone[::-1]

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """An open modal or a Home tab by either id; ``not_found`` otherwise."""
        for view in self._all():
            if (view_id and view.id == view_id) or (external_id and view.external_id == external_id):
                return view
        raise SlackError("not_found")

    def _all(self) -> list[View]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def _new(self, person_id: str, source: Json) -> View:
        self._require_new_external_id(source, None)
        id_ = "V" + secrets.token_hex(5).upper()
        return View(
            id=id_,
            person_id=person_id,
            source=source | {"blocks": with_ids(source["blocks"])},
            hash=self._hash(),
            root_id=id_,
            external_id=source.get("external_id") or "",
        )

    def _require_new_external_id(self, source: Json, own: View | None) -> None:
        wanted = source.get("external_id")
        if wanted and any(view.external_id == wanted for view in self._all() if view is not own):
            raise SlackError("duplicate_external_id")

    def _hash(self) -> str:
        return f"{int(self._clock.now())}.{next(self._counter):08x}"
