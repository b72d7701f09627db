"""A year of weekly messages for two hundred people, sent through Slack: useful, varied, never too many, never a nag."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest

from bot.__main__ import build
from bot.messages import weeks as in_words
from bot.slack.draw import message_blocks
from bot.subjects import moments
from bot.when import weekly
from bot.words import LANGUAGES, Language, reply_language, words_in
from sandbox import Message, Sandbox, loopback
from sandbox.blocks.walk import readable
from skills.calendar import monday
from skills.library import Library
from skills.suggesting import FRESH, RESTS
from storage import members, received
from storage.members import Me
from storage.received import Week
from tests.conftest import MANIFEST, Installed, settings_for
from tests.house.test_wording import NEVER
from tests.journeys.a_year_of import AWAY, BEGIN, END, OFTEN, STOP, Came, Somebody, journeys, local, people, posted
from tests.journeys.asking import EN, HANS, HANT, lines
from tests.journeys.nudging import DIRECT, WEEK, next_moment, tick, unhurried

LATE = dt.timedelta(seconds=5)  # after its moment, as the clock's ticks are
# A lab that takes longer is named beside what is asked for.
LONGER = tuple(words("nudge-longer", title="", minutes=0)[:8] for words in (EN, HANT, HANS))
SAID_MINUTES = re.compile(r"(\d+) ?(?:minutes|分鐘|分钟)")


@dataclass
class Year:
    """Everybody with what came to them, and their weeks in the ledger."""

    library: Library
    everybody: list[Somebody]
    ledger: dict[str, list[Week]]
    whys: dict[str, str]

    def of(self, *habits: str) -> list[Somebody]:
        return [each for each in self.everybody if each.habit in habits]

    def messages(self) -> Iterator[tuple[Somebody, Came]]:
        for each in self.everybody:
            yield from ((each, message) for message in each.came)


@pytest.fixture(scope="module")
def year(library: Library) -> Year:
    """Fifty-two weeks, once for all that is asked of them."""
    memory = Path("/dev/shm")  # where there is one, so that thousands of commits wait for no disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        return asyncio.run(a_year(library, f"sqlite:///{folder}/rung.db"))


async def a_year(library: Library, url: str) -> Year:
    async with Sandbox(MANIFEST) as slack:
        # That Slack tells the app of each of its own messages takes as long as sending them, and nothing comes of it.
        subscribed = slack.installation.manifest.events - {"message.im"}
        slack.installation.manifest = replace(slack.installation.manifest, events=subscribed)
        rung = build(settings_for(slack, url), library)
        rung.slack.reception.now = slack.clock.utc
        listener = loopback.listen("127.0.0.1", 0)
        async with rung.web.router.lifespan_context(rung.web), loopback.serving(rung.web, listener):
            slack.reach(f"{loopback.base_url(listener)}/slack/events")
            installed = Installed(slack, rung, loopback.base_url(listener))
            unhurried(installed)
            everybody = people(slack, library.catalogue)
            await live(installed, everybody)
            return Year(library, everybody, await ledger(installed, everybody), await whys(installed, everybody))


async def live(installed: Installed, everybody: list[Somebody]) -> None:
    """Let the year pass: whatever comes first, the next message that is due or the next thing somebody does."""
    slack, answer = installed.slack, installed.rung.slack.reception.answer
    slack.clock.set(BEGIN)
    for each in everybody:
        for line in each.beginning():
            assert (await answer(each.who, line)).changed, line
    by_id, happens, seen = {each.person.id: each for each in everybody}, journeys(everybody), len(slack.calls)
    while (due := await next_moment(installed)) < END:
        while happens and happens[0][0] <= due:
            await happen(installed, *happens.pop(0))
            due = await next_moment(installed)
        await tick(installed, due + LATE)
        for call in slack.calls[seen:]:
            if call.method == "chat.postMessage" and "metadata" in call.payload and call.answer["ok"]:
                reader = by_id[call.payload["channel"]]
                message = posted(call.payload, reader.zone, due)
                reader.came.append(message)
                await react(installed, reader, message)
        seen = len(slack.calls)


async def happen(installed: Installed, at: dt.datetime, who: Somebody, what: str) -> None:
    """Somebody goes on holiday, has enough, or flies elsewhere."""
    slack = installed.slack
    slack.clock.set(at)
    match what:
        case "leaves":
            back = int(AWAY[1].timestamp())
            await slack.update_profile(
                who.person, status_text="休假中", status_emoji=":palm_tree:", status_expiration=back
            )
        case "stops":
            await installed.rung.slack.reception.answer(who.who, who.picked.choice(("stop", "停止", "停", "Stop!")))
        case zone:
            await slack.update_profile(who.person, tz=zone)
            who.zone = zone
    await slack.settled(0.01)


async def react(installed: Installed, who: Somebody, message: Came) -> None:
    """They press what they press: some the real buttons, the others the lines behind them."""
    if not any(line.startswith("rung nudge ") for line in message.lines):
        return
    for verb in who.presses():
        line = f"level set {message.skill} " if verb == "set" else f"rung nudge {verb} {message.week} "
        if who.by_hand and (button := shown(installed, who, line)):
            await installed.slack.press(who.person, *button)
            await installed.slack.settled(0.005)
        else:
            depth = "advanced" if who.picked.random() < 0.5 else "working"
            rest = depth if verb == "set" else message.skill
            answer = await installed.rung.slack.reception.answer(who.who, f"{line}{rest}")
            assert answer.changed, answer  # neither refused nor failed
        who.answers.setdefault(message.week, []).append(verb)


def shown(installed: Installed, who: Somebody, line: str) -> tuple[Message, str] | None:
    """The button of the last message that says this, where it has one."""
    last = installed.slack.last_seen_by(who.person, DIRECT)
    found = next((each for each in lines(last) if each.startswith(line)), None)
    return None if found is None else (last, found)


async def ledger(installed: Installed, everybody: list[Somebody]) -> dict[str, list[Week]]:
    async with installed.rung.database.reading() as session:
        found = {}
        for each in everybody:
            me = await members.find(session, each.who)
            assert me is not None
            found[each.person.id] = await received.mine(session, me, 60)
    return found


async def whys(installed: Installed, everybody: list[Somebody]) -> dict[str, str]:
    """What everybody reads after /rung why."""
    answer = installed.rung.slack.reception.answer
    answers = {each.person.id: await answer(each.who, "rung why") for each in everybody}
    return {id_: "\n".join(readable(message_blocks(each.message))) for id_, each in answers.items()}


def test_hundreds_of_people_got_thousands_of_messages(year: Year) -> None:
    kinds = Counter(message.kind for _, message in year.messages())
    assert sum(kinds.values()) > 5_000
    assert kinds.keys() == {"gap", "unknown", "role", "pause"}
    assert {verb for each in year.everybody for said in each.answers.values() for verb in said} == {*OFTEN, "set"}


def test_nobody_got_two_in_a_week_where_they_were(year: Year) -> None:
    for each in year.everybody:
        assert len({message.week for message in each.came}) == len(each.came), each.person.name


def test_each_came_on_its_day_and_at_its_minute_where_its_reader_was(year: Year) -> None:
    for each, message in year.messages():
        assert local(message.at, message.zone) == each.moment


def test_no_message_asks_for_more_minutes_than_its_reader_has(year: Year) -> None:
    for each, message in year.messages():
        asked = "\n".join(line for line in message.text.splitlines() if not line.startswith(LONGER))
        said = [int(minutes) for minutes in SAID_MINUTES.findall(asked)]
        assert all(minutes <= each.minutes for minutes in said), message.text
        assert bool(said) == (message.kind in ("gap", "unknown"))


def test_no_skill_came_again_within_four_weeks_unless_asked_for(year: Year) -> None:
    for each in year.everybody:
        last: dict[str | None, Came] = {}
        for message in each.came:
            if message.skill is not None and (before := last.get(message.skill)) is not None:
                between = (monday(message.week) - monday(before.week)).days // 7
                said = each.answers.get(before.week, [])
                if "next" not in said:
                    assert between >= FRESH, (each.habit, message.skill)
                if {"done", "easy", "hard"} & set(said):
                    assert between >= RESTS, (each.habit, message.skill)
            last[message.skill] = message


def test_what_was_put_off_came_in_the_next_message(year: Year) -> None:
    for each in year.everybody:
        for before, after in pairwise(each.came):
            if each.answers.get(before.week) == ["next"]:
                assert after.skill == before.skill


def test_what_somebody_wanted_less_of_did_not_come_again(year: Year) -> None:
    for each in year.of("less", "always"):
        unwanted: set[str | None] = set()
        for message in each.came:
            assert message.skill is None or message.skill not in unwanted
            if each.answers.get(message.week) == ["less"]:
                unwanted.add(message.skill)


def test_who_never_answers_gets_fewer_and_then_a_farewell_and_nothing(year: Year) -> None:
    silent = [each for each in year.of("never") if each.role is not None]
    assert len(silent) > 10
    for each in silent:
        first = monday(each.came[0].week)
        assert [(monday(message.week) - first).days // 7 for message in each.came] == [0, 1, 2, 6, 10, 14, 18]
        assert [message.kind == "pause" for message in each.came] == [False] * 6 + [True]


def test_who_never_says_a_role_is_asked_for_it_once(year: Year) -> None:
    without = [each for each in year.everybody if each.role is None]
    assert without
    assert {tuple(message.kind for message in each.came) for each in without} == {("role",)}


def test_nobody_away_got_one_and_on_return_one_that_says_so(year: Year) -> None:
    for each in year.of("away"):
        assert not [message for message in each.came if AWAY[0] <= message.at < AWAY[1]]
        back = next(message for message in each.came if message.at >= AWAY[1])
        if each.role is not None:
            assert any(words_in(language)("nudge-back") in back.text for language in LANGUAGES)


def test_nothing_came_after_stop(year: Year) -> None:
    for each in year.of("stops"):
        assert each.came[-1].at < STOP


def test_the_first_one_says_what_when_who_sees_it_and_how_to_stop(year: Year) -> None:
    for each in year.everybody:
        first = [
            message
            for message in each.came
            if any(introduction(each, language) in message.text for language in LANGUAGES)
        ]
        assert each.came[0] in first
        assert len(first) == 1


def introduction(who: Somebody, language: Language) -> str:
    weekday, minute = moments.weekday_and_minute(who.moment)
    return words_in(language)("nudge-first", moment=weekly(words_in(language), weekday or 0, minute or 0))


def test_every_message_can_be_stopped_by_a_button_in_it(year: Year) -> None:
    assert all("rung stop" in message.lines for _, message in year.messages())


def test_no_message_shames_or_oversells(year: Year) -> None:
    assert [found[0] for _, message in year.messages() if (found := NEVER.search(message.text))] == []


def test_every_week_of_the_year_is_in_the_ledger_sent_or_with_its_reason(year: Year) -> None:
    for each in year.everybody:
        mine = sorted(year.ledger[each.person.id], key=lambda week: week.week)
        assert {week.state for week in mine} <= {"sent", "silent"}
        assert sum(week.state == "sent" for week in mine) == len(each.came)
        assert all(week.reason in in_words.SILENT for week in mine if week.state == "silent")
        if each.habit not in ("stops", "travels"):
            assert len(mine) == 52
            assert all(monday(after.week) - monday(before.week) == WEEK for before, after in pairwise(mine))


def test_every_silent_week_has_its_reason_in_all_three_languages(year: Year) -> None:
    every = {week.reason: week for mine in year.ledger.values() for week in mine if week.state == "silent"}
    assert every.keys() >= {"paused", "away", "resting", "norole"}
    me = Me(1, 1)
    for week in every.values():
        said = {in_words.said(words_in(each), year.library.catalogue, me, week) for each in LANGUAGES}
        assert len(said) == 3
        assert not [each for each in said if "silent-" in each]


def test_everybody_can_read_why_their_latest_weeks_were_as_they_were(year: Year) -> None:
    for each in year.everybody:
        language = reply_language(None, each.person.locale, None)
        for week in year.ledger[each.person.id][:8]:
            if week.state == "silent":
                assert words_in(language)(f"silent-{week.reason}") in year.whys[each.person.id]


def test_a_year_is_varied_for_who_reads_on(year: Year) -> None:
    """Whoever puts nothing off and wants more of nothing."""
    for each in year.of("done", "easy", "hard", "less", "sets", "another"):
        skills = Counter(message.skill for message in each.came if message.skill is not None)
        if skills.total() >= 40:
            assert len(skills) >= 15, (each.habit, each.role, each.level)
            assert max(skills.values()) <= 5, (each.habit, each.role, each.level)
