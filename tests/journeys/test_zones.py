"""People say in which time zone their days are counted, by its city, or let Slack say it."""

from __future__ import annotations

import pytest

from sandbox import Sandbox
from tests.journeys.asking import EN, HANS, HANT, ask, buttons, last, lines, press


async def rung(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/rung")


async def test_a_zone_is_chosen_by_its_city_and_slack_s_is_followed_again(slack: Sandbox) -> None:
    assert "America/Los_Angeles" in await rung(slack, "zone")
    assert "Saved: Asia/Taipei." in await rung(slack, "zone taipei")
    assert "Saved: America/New_York." in await rung(slack, "zone New York")
    assert "Saved: Europe/Berlin." in await rung(slack, "timezone europe/berlin")
    assert EN("zone-own", zone="Europe/Berlin") in await rung(slack, "zone")
    await slack.update_profile("bob", tz="Asia/Tokyo")
    await slack.settled()
    assert EN("zone-own", zone="Europe/Berlin") in await rung(slack, "zone")  # my own outranks Slack's
    assert EN("zone-follows", zone="Asia/Tokyo") in await rung(slack, "zone slack")
    assert "Saved: Asia/Taipei." in await press_a_zone(slack)


async def press_a_zone(slack: Sandbox) -> str:
    await rung(slack, "zone")
    return await press(slack, "bob", "Asia/Taipei")


async def test_nonsense_for_a_zone_offers_the_nearest_three(slack: Sandbox) -> None:
    for nonsense, near in (("tapei", "Asia/Taipei"), ("Los Angelos", "America/Los_Angeles"), ("xyzzy", None)):
        said = await rung(slack, f"zone {nonsense}")
        assert f"“{nonsense}”" in said
        assert len(buttons(last(slack, "bob"))) == 3
        assert near is None or f"rung zone {near}" in lines(last(slack, "bob"))
    assert "Saved: Asia/Taipei." in await rung(slack, "zone taipei")


@pytest.mark.parametrize(
    ("who", "typed", "zone"), [("alice", "時區 taipei", "Asia/Taipei"), ("chen", "时区 shanghai", "Asia/Shanghai")]
)
async def test_a_zone_can_be_asked_for_in_chinese(slack: Sandbox, who: str, typed: str, zone: str) -> None:
    words = {"alice": HANT, "chen": HANS}[who]
    assert words("zone-saved", zone=zone) in await rung(slack, typed, who)
