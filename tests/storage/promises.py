"""Which functions storage has, what each of them accepts, and which of them touch rows of a person."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator
from typing import Any

import storage

Function = Callable[..., Any]
PERSONAL = (
    "members", "depths", "roles", "history", "undoing", "snapshots", "wishes", "evidence", "pictures",
    "nudges", "received", "labs", "sharing",
)  # fmt: skip
MEETING = {
    "members.find", "members.greet", "members.follow_profile", "members.workspace_id",
    "presence.follow", "presence.follow_quiet", "leading.name", "leading.remove",
}  # fmt: skip
# What the jobs do for everybody at once; a test of the house sees to it that nobody else calls it.
JOBS = {
    "planning.due_slots", "planning.countries", "planning.spans", "planning.plan", "planning.advance",
    "deliveries.waits", "deliveries.expire", "deliveries.claim", "deliveries.claim_unsure", "deliveries.settle",
    "deliveries.counts", "deliveries.foreseen", "deliveries.forget_old", "briefs.read", "presence.app_removed",
    "presence.app_is_back", "presence.forget_gone", "looks.forget_old",
    "digests.due", "digests.plan", "digests.is_waiting", "digests.claim", "digests.settle", "digests.forget_old",
}  # fmt: skip
# What everybody together says of the labs, as counts and medians.
COUNTS = {"lab_counts.paused", "lab_counts.took", "lab_counts.losses"}
# What makes a channel's publication, of which nobody is told but whoever leads it, through `publications.read`.
CROWDS = {
    "publishing.publish", "publishing.week_of", "contributions.fresh", "contributions.of", "contributions.counted",
    "crowds.parts_of",
    "crowds.by_lot", "crowds.may_be_shown", "bands.Bands.as_json", "bands.Bands.of_skill",
}  # fmt: skip
# Which channels there are, who is in them, and who leads them: nothing that anybody told us.
CHANNELS = {
    "channels.find", "channels.meet", "channels.follow", "channels.followed_at", "channels.joined", "channels.left",
    "channels.has_user", "leading.of_channel",
}  # fmt: skip
# Of other modules only these touch rows of a person who asks.
OWN = {
    "leaving.everything", "leaving.forget", "confirmations.ask", "confirmations.mine", "channels.has",
    "publications.read", "looks.note", "looks.in_channel", "leading.mine", "leading.led",
    "digests.mine", "digests.want", "digests.drop",
}  # fmt: skip
DOOR = {"confirmations.handed_over", "confirmations.answer"}  # by a code that the owner gave away


def public_functions() -> Iterator[tuple[str, Function]]:
    """Every function of storage that others may call, the methods of its classes included."""
    for info in pkgutil.iter_modules(storage.__path__, "storage."):
        if info.name in ("storage.migrations", "storage.inline_sqlite"):  # changes of tables, and a driver
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            if name.startswith("_") or getattr(value, "__module__", None) != info.name:
                continue
            if inspect.isfunction(value):
                yield f"{info.name}.{name}", value
            elif inspect.isclass(value):
                for method, function in inspect.getmembers(value, inspect.isfunction):
                    if function.__module__ == info.name and not method.startswith("_"):
                        yield f"{info.name}.{name}.{method}", function


def accepted(function: Function) -> dict[str, Any]:
    """Parameter names and their types."""
    types = typing.get_type_hints(inspect.unwrap(function))
    return {name: types.get(name) for name in inspect.signature(function).parameters if name != "self"}


def of_one_person() -> Iterator[tuple[str, Function]]:
    """The functions that read or write rows of a person."""
    for name, function in public_functions():
        short = name.removeprefix("storage.")
        if (short.split(".")[0] in PERSONAL and short not in MEETING) or short in OWN | DOOR:
            yield short, function


OF_ONE = dict(of_one_person())


def holds(kind: Any, wanted: type) -> bool:
    """Whether a type is, or is made with, another."""
    return kind is wanted or any(holds(each, wanted) for each in typing.get_args(kind))
