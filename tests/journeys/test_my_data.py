"""People ask what is kept of them, take it along, and leave: then nothing of them is left."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from bot.messages.mydata import PROMISES
from jobs import weekly_nudge
from sandbox import Message, Sandbox
from sandbox.cast import ML_PLATFORM, TEAM_ID
from storage import channels, digests, publishing
from tests.conftest import Installed
from tests.journeys.asking import EN, HANS, HANT, ask, buttons, last, lines, press, window
from tests.journeys.keeping import rows_of, rows_per_table
from tests.journeys.leading import crowd


async def rung(slack: Sandbox, text: str, who: str = "bob") -> str:
    return await ask(slack, who, text, "/rung")


async def lives(installed: Installed, who: str, colleague: str) -> None:
    """Somebody uses everything Rung remembers; afterwards there is a row of them in every table."""
    slack = installed.slack
    for text in ("role mlops engineer middle", "set docker working, mlflow expert", "check docker=2 save"):
        await ask(slack, who, text, "/level")
    await ask(slack, who, "goal mlflow", "/gaps")
    await ask(slack, who, "start structured-logging-working", "/lab")
    await ask(slack, who, "stuck structured-logging-working 2", "/lab")
    code = await confirmation(slack, who, "docker")
    await ask(slack, colleague, f"confirm {code} yes", "/level")
    await confirmation(slack, who, "mlflow")
    await ask(slack, who, "nudges on monday 09:00", "/rung")
    await weekly_nudge.plan(installed.rung.database, installed.rung.slack.reception.now() + dt.timedelta(days=8))
    await leads_and_shares(installed, who)
    await slack.open_home(who)
    await slack.wait_for(lambda: picture_of(slack, who))
    await slack.settled()


async def leads_and_shares(installed: Installed, who: str) -> None:
    """Somebody is counted in one channel, leads another, looks at it, and wants its digest."""
    slack, now = installed.slack, installed.rung.slack.reception.now()
    await slack.join("@Rung", "#random")
    await rung(slack, "share #ml-platform sums", who)
    await crowd(installed, 7, 3)
    async with installed.rung.database.writing() as session:
        channel = await channels.find(session, "slack", TEAM_ID, ML_PLATFORM)
        assert channel is not None
        await publishing.publish(session, channel, "c1", now)
    await ask(slack, "dana", f"lead #random @{who}", "/rung")
    await crowd(installed, 7, 3, where="#random")
    await ask(slack, who, "#random", "/progress")
    await slack.settled()
    await ask(slack, who, "digest #random me", "/rung")
    async with installed.rung.database.writing() as session:
        for each in await digests.due(session, now + dt.timedelta(days=8)):
            await digests.plan(session, each, "2026-W48", now + dt.timedelta(days=9), now + dt.timedelta(days=15))


async def confirmation(slack: Sandbox, who: str, skill: str) -> str:
    """The code that somebody may hand to a colleague."""
    said = await ask(slack, who, f"confirm {skill}", "/level")
    return next(line for line in said.splitlines() if "/level confirm" in line).strip("*").split()[-1]


def picture_of(slack: Sandbox, who: str) -> str | None:
    """The file of the picture in somebody's Home."""
    home = slack.home_of(who)
    pictures = (block for block in (home.blocks if home else ()) if block["type"] == "image")
    return next((block["slack_file"]["id"] for block in pictures), None)


def files_in(slack: Sandbox, message: Message) -> dict[str, bytes]:
    """The files of a message, by name."""
    return {file["name"]: slack.slack.workspace.files[file["id"]].content for file in message.files}


async def test_the_promises_are_told_in_twelve_lines_in_three_languages(slack: Sandbox) -> None:
    for who, words in (("bob", EN), ("alice", HANT), ("chen", HANS)):
        said = await rung(slack, "privacy", who)
        assert [promise for promise in PROMISES if words(promise) not in said] == []
        assert len(said.splitlines()) - len(buttons(last(slack, who))) <= 12
    assert (await rung(slack, "隱私", "alice")) == await rung(slack, "privacy", "alice")


async def test_the_export_holds_everything_and_arrives_in_the_person_s_own_conversation(installed: Installed) -> None:
    slack = installed.slack
    await lives(installed, "bob", "dana")
    said = await rung(slack, "export")
    assert said.startswith(EN("export-sent"))
    await slack.wait_for(lambda: "rung.json" in files_in(slack, last(slack, "bob", "@Rung")))
    files = files_in(slack, last(slack, "bob", "@Rung"))
    kept = json.loads(files["rung.json"])
    rows: dict[str, Any] = json.loads(json.dumps(await rows_of(installed, "bob")))
    assert [name for name in rows if name != "evidence" and kept[name] != rows[name]] == []
    assert kept["evidence"] == [row | {"by": slack.people["dana"].id} for row in rows["evidence"]]
    assert all(rows.values()), "a row of each kind was there to be exported"
    assert kept["catalogue"] == installed.rung.slack.reception.catalogue.version
    text = files["rung.txt"].decode()
    assert EN("table-evidence") in text
    assert "Docker: Working" in text
    assert slack.seen_by("dana", "@Rung") == []
    assert "member_id" not in text + str(kept)


async def test_the_export_tells_a_colleague_what_they_confirmed_and_not_for_whom(installed: Installed) -> None:
    slack = installed.slack
    await lives(installed, "bob", "dana")
    await rung(slack, "export", "dana")
    await slack.wait_for(lambda: slack.seen_by("dana", "@Rung") and last(slack, "dana", "@Rung").files)
    files = files_in(slack, last(slack, "dana", "@Rung"))
    assert [row["skill"] for row in json.loads(files["rung.json"])["confirmed"]] == ["docker"]
    assert slack.people["bob"].id.encode() not in files["rung.json"] + files["rung.txt"]


async def test_an_export_by_button_in_the_home_arrives_too(slack: Sandbox) -> None:
    await slack.open_home("alice")
    await slack.settled()
    home = slack.home_of("alice")
    assert home is not None
    await slack.press("alice", home, HANT("button-export"))
    await slack.wait_for(lambda: slack.seen_by("alice", "@Rung") and last(slack, "alice", "@Rung").files)
    files = files_in(slack, last(slack, "alice", "@Rung"))
    assert HANT("export-text") in files["rung.txt"].decode()


async def test_files_that_cannot_be_sent_are_owned_up_to(slack: Sandbox) -> None:
    scopes = slack.installation.manifest.scopes - {"files:write"}
    slack.installation.manifest = dataclasses.replace(slack.installation.manifest, scopes=scopes)
    await rung(slack, "export")
    await slack.wait_for(lambda: slack.seen_by("bob", "@Rung"))
    assert "went wrong on my side" in slack.text_of(last(slack, "bob", "@Rung"))


async def test_deleting_takes_two_steps_and_the_first_only_counts(installed: Installed) -> None:
    slack = installed.slack
    await lives(installed, "bob", "dana")
    before = await rows_of(installed, "bob")
    said = await rung(slack, "delete me")
    assert said.startswith(EN("delete-title"))
    assert f"{EN('table-depths')}: 2" in said
    assert lines(last(slack, "bob")) == ["rung delete me for good", "rung export", "level"]
    assert await rows_of(installed, "bob") == before
    for unsure in ("delete", "delete everything", "delete them for good", "delete me for goodness"):
        await rung(slack, unsure)
        assert await rows_of(installed, "bob") == before


async def test_after_it_nothing_is_left_in_any_table_and_somebody_else_s_rows_are(installed: Installed) -> None:
    slack = installed.slack
    await lives(installed, "bob", "dana")
    await lives(installed, "dana", "bob")
    hers, his = await rows_of(installed, "dana"), await rows_of(installed, "bob")
    before = await rows_per_table(installed.rung.database)
    file = picture_of(slack, "bob")
    assert file in slack.slack.workspace.files

    await rung(slack, "delete me")
    assert (await press(slack, "bob", EN("delete-yes"))).startswith(EN("delete-done"))

    assert await rows_of(installed, "dana") == hers
    without_him = {name: count - len(his[name]) for name, count in before.items()}
    assert await rows_per_table(installed.rung.database) == without_him
    assert file not in slack.slack.workspace.files
    assert picture_of(slack, "dana") in slack.slack.workspace.files
    home = slack.home_of("bob")
    assert home is not None
    assert "MLOps" not in slack.text_of(home).partition(EN("home-try"))[0]
    assert picture_of(slack, "bob") is None


async def test_what_confirmed_a_colleague_stays_theirs_without_a_name(installed: Installed) -> None:
    slack = installed.slack
    await lives(installed, "bob", "dana")
    await rung(slack, "delete me for good", "dana")
    said = await ask(slack, "bob", "evidence", "/level")
    assert EN("evidence-peer", depth="Working") in said or EN("evidence-peer", depth="Advanced") in said
    assert "Dana" not in said


async def test_nothing_comes_back_by_itself(installed: Installed) -> None:
    slack = installed.slack
    await lives(installed, "bob", "dana")
    old = [await answered(slack, f"set {skill} working") for skill in ("helm", "redis", "aws")]
    await ask(slack, "bob", "form 1", "/level")
    await slack.settled()
    form = window(slack, "bob")
    await rung(slack, "delete me for good")
    await slack.settled()
    gone = await rows_per_table(installed.rung.database)

    await slack.update_profile("bob", tz="Europe/Berlin")
    await slack.settled()
    assert await rows_per_table(installed.rung.database) == gone

    for message, button in zip(old, ("Undo", "Where I stand", "My next rung"), strict=True):
        await slack.press("bob", message, button)
        await slack.settled()
    await slack.submit("bob", form)  # without a change
    kept = await rows_of(installed, "bob")
    assert {name for name, rows in kept.items() if rows} == {"members"}
    (met,) = kept["members"]
    assert (met["role"], met["language"], met["own_zone"], met["home_at"]) == (None, None, None, None)


async def answered(slack: Sandbox, text: str) -> Message:
    await ask(slack, "bob", text, "/level")
    return last(slack, "bob")
