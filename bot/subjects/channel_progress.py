"""/progress #channel: what a channel shares with whoever leads it, and nothing else in it is looked at."""

from __future__ import annotations

import asyncio
import re

from bot.exports import channel as exported
from bot.exports.writing import FORMATS, write
from bot.messages import channel as messages
from bot.messages import exported as handed
from bot.messages.channel_parts import View
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from bot.subjects import leads
from bot.subjects.channel_refs import Refs
from bot.words import LANGUAGES
from skills.catalogue import Catalogue
from skills.coverage import role_shown
from skills.shelving import shelves
from storage import lab_counts, publications, publishing
from storage.channels import Channel
from storage.publications import Shared

_PAGE = re.compile(r"(?:^|\s)page (\d{1,3})$")


async def progress(request: Request, refs: Refs) -> Message:
    """One screen of a channel; what is left of the line names a role, a category or a page of the table."""
    channel = await leads.led_now(request, refs.channel)
    view = _view(request, channel, refs.rest)
    shared = await _shared(request, channel, "read")
    paused = await lab_counts.paused(request.session)
    return messages.progress(request.words, request.catalogue, request.me, channel, shared, view, paused)


async def export(request: Request, refs: Refs) -> Message:
    """The same as a file; what is left of the line is its form."""
    form = refs.rest.casefold()
    channel = await leads.led_now(request, refs.channel)
    if form not in FORMATS:
        return handed.pick(request.words, f"progress export {channel.external_id} {{}}", f"#{channel.name}")
    shared = await _shared(request, channel, "export")
    if shared.publication is None:
        return messages.nothing(request.words, request.catalogue, channel, shared)
    view = _view(request, channel, "")
    document = exported.document(request.words, request.catalogue, request.me, channel, shared, view.role)
    file = await asyncio.to_thread(write, document, form)
    return handed.sent(request.words, file, form, f"progress export {channel.external_id} {{}}")


async def _shared(request: Request, channel: Channel, what: str) -> Shared:
    await publishing.publish(request.session, channel, request.catalogue.version, request.now)
    shared = await publications.read(request.session, request.me, channel, what, request.now)
    assert shared is not None, "only leads come this far"
    return shared


def _view(request: Request, channel: Channel, rest: str) -> View:
    """What of the channel to show; raises Sorry for words that name no role and no category."""
    found = _PAGE.search(rest)
    page, rest = (int(found[1]), rest[: found.start()].strip()) if found else (1, rest)
    catalogue = request.catalogue
    role = role_shown(catalogue, request.me.role)
    if not rest:
        return View(role, None, page)
    if rest == "filter":
        return View(role, None, page, choosing=True)
    if (named := _shelf_named(request, role, rest)) is not None:
        return View(role, named, page)
    for entry in (rest, *request.lookup.find(rest).entries):
        if entry in catalogue.roles or entry.startswith("role:"):
            return View(entry.removeprefix("role:"), None, page)
        if (its_role := _role_of_shelf(catalogue, entry)) is not None:
            return View(its_role, entry, page)
    again = f"progress {channel.external_id}"
    raise Sorry("sorry-progress-filter", (again, f"{again} filter"), typed=echo(rest))


def _shelf_named(request: Request, role: str, typed: str) -> str | None:
    """The role's category with this very name, which may be a skill's as well."""
    fold = request.lookup.table.fold
    for shelf in shelves(request.catalogue, role):
        if fold(typed) in {fold(shelf.names.in_(language)) for language in LANGUAGES}:
            return shelf.entry
    return None


def _role_of_shelf(catalogue: Catalogue, entry: str) -> str | None:
    return next(
        (role for role in catalogue.roles if any(entry == each.entry for each in shelves(catalogue, role))), None
    )
