"""/rung privacy, export, delete me: what is promised, what is kept, and how to be gone."""

from __future__ import annotations

from bot.messages import mydata
from bot.messages.elements import Message
from bot.messages.finding import echo
from bot.request import Request, Sorry
from storage import evidence, leaving, pictures

FOR_GOOD = "for good"
_ME = ("", "me", "my data", "我", "我的資料", "我的数据")


async def export(request: Request, _: str = "") -> Message:
    """Everything about me, as files."""
    rows = await leaving.everything(request.session, request.me)
    names = {(each.skill, each.kind): each.by for each in await evidence.mine(request.session, request.me)}
    rows["evidence"] = [row | {"by": names.get((row["skill"], row["kind"]))} for row in rows["evidence"]]
    given = await evidence.given(request.session, request.me)
    rows["confirmed"] = [{"skill": skill, "confirmed_at": at.isoformat()} for skill, at in given]
    return mydata.export(request.words, request.catalogue, request.me, rows)


async def delete(request: Request, rest: str) -> Message:
    """Two steps: what will be gone, then it is."""
    wanted = rest.casefold().removesuffix(FOR_GOOD).strip()
    if wanted not in _ME:
        raise Sorry("sorry-delete", ("rung delete me",), typed=echo(rest))
    if not rest.casefold().endswith(FOR_GOOD):
        return mydata.confirm_leaving(request.words, await leaving.everything(request.session, request.me))
    files = await pictures.files(request.session, request.me)
    await leaving.forget(request.session, request.me)
    return mydata.left(request.words, tuple(files))
