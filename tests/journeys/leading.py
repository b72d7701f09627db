"""What stories of leads and channels share: naming a lead, people who say yes, and what the lead reads."""

from __future__ import annotations

from sandbox import Sandbox
from sandbox.cast import TEAM_ID
from storage import channels, depths, members, sharing
from storage.members import Who
from tests.conftest import Installed
from tests.journeys.asking import ask

HERE = "#ml-platform"


async def rung(slack: Sandbox, who: str, text: str) -> str:
    return await settled(slack, who, text, "/rung")


async def progress(slack: Sandbox, who: str, text: str = "") -> str:
    return await settled(slack, who, text, "/progress")


async def settled(slack: Sandbox, who: str, text: str, command: str) -> str:
    """What `who` reads in answer, once everything that follows has come."""
    before = len(slack.seen_by(who, HERE))
    await slack.command(who, HERE, command, text)
    await slack.wait_for(lambda: len(slack.seen_by(who, HERE)) > before)
    await slack.settled()
    return slack.text_of(slack.seen_by(who, HERE)[before])


async def is_lead(slack: Sandbox, who: str = "bob", channel: str = HERE) -> None:
    """Dana, who is an admin, names a lead."""
    await ask(slack, "dana", f"lead {channel} @{slack.people[who].name}", "/rung")
    await slack.settled()


async def crowd(
    installed: Installed, count: int, able: int, *, skill: str = "docker", choice: str = sharing.SUMS, where: str = HERE
) -> list[str]:
    """Many engineers in the channel who say yes, the first of whom are at Working in a skill; their ids."""
    slack, database = installed.slack, installed.rung.database
    people = [each.id for each in slack.crowd(where, count)]
    now = slack.clock.utc()
    async with database.writing() as session:
        channel = await channels.meet(session, "slack", TEAM_ID, slack.channels[where[1:]].id, where[1:], now)
        for number, user in enumerate(people):
            me = await members.greet(session, Who("slack", TEAM_ID, user), now, "en-US", "Europe/London")
            await sharing.choose(session, me, channel, choice, now, f"Member {number:02d}")
            if number < able:
                await depths.set_mine(session, me, {skill: "working"}, "set", "c1", now)
    return people
