"""Made-up histories of teams: who comes and goes, changes, is shown by name or deletes everything, and who asks."""

from __future__ import annotations

from collections.abc import Sequence

from bench.company import CHANGING, Asks, Deletes, LetsAWeekGoBy, Step
from bench.stories import Move, Story


def a_few_come(story: Story, channel: int) -> None:
    story.says(story.some(story.elsewhere(channel), 4), channel, "yes")


def many_come(story: Story, channel: int) -> None:
    story.says(story.some(story.elsewhere(channel), 40), channel, "yes")


def one_goes(story: Story, channel: int) -> None:
    story.go(story.here(channel)[:1], channel)


def some_go(story: Story, channel: int) -> None:
    story.go(story.some(story.here(channel), 9), channel)


def one_goes_and_four_come(story: Story, channel: int) -> None:
    one_goes(story, channel)
    story.says(story.elsewhere(channel)[-4:], channel, "yes")


def six_change_something_else_one_goes_and_one_comes(story: Story, channel: int) -> None:
    here = story.chance.sample(story.here(channel), len(story.here(channel)))
    for person in here[1:7]:
        story.sets(person, story.company.skills.get(person, frozenset()) ^ {"helm"})
    story.go(here[:1], channel)
    story.says(story.elsewhere(channel)[-1:], channel, "yes")


def one_goes_for_a_week(story: Story, channel: int) -> None:
    gone = story.some(story.here(channel), 1)
    story.go(gone, channel)
    story.does(LetsAWeekGoBy())
    story.does(Asks(channel))
    story.says(gone, channel, "yes")


def one_changes(story: Story, channel: int) -> None:
    story.changes(story.some(story.here(channel), 1))


def some_change(story: Story, channel: int) -> None:
    story.changes(story.some(story.here(channel), 12))


def all_but_one_change(story: Story, channel: int) -> None:
    story.changes(story.here(channel)[1:])


def one_deletes_everything_and_returns(story: Story, channel: int) -> None:
    for person in story.some(story.here(channel), 1):
        before = story.company.skills.get(person, frozenset())
        story.does(Deletes(person))
        story.sets(person, before)
        if story.chance.random() < 0.7:
            story.says([person], channel, "yes")


def another_channel_becomes_this_one_but_for_one(story: Story, channel: int) -> None:
    other = (channel + 1) % story.channels
    if other != channel:
        wanted = set(story.here(channel)[1:])
        story.go(sorted(set(story.here(other)) - wanted), other)
        story.says(sorted(wanted - set(story.here(other))), other, "yes")
        story.does(Asks(other))


def seven_or_more_come(story: Story, channel: int) -> None:
    story.says(story.elsewhere(channel)[: story.chance.randint(7, 12)], channel, "yes")


def some_of_here_come_to_another_channel(story: Story, channel: int) -> None:
    other = (channel + 1) % story.channels
    coming = [each for each in story.here(channel) if each not in story.company.counted.get(other, ())]
    story.says(coming[: story.chance.choice((6, 7, 8, 14, 40))], other, "yes")


def seven_change_who_did_not_last_time(story: Story, channel: int) -> None:
    here = story.chance.sample(story.here(channel), len(story.here(channel)))
    for some in (here[:7], here[-7:]):
        story.does(Asks(channel))
        story.changes(some)
        story.does(LetsAWeekGoBy())
    story.does(Asks(channel))


def a_skill_comes_and_goes(story: Story, channel: int) -> None:
    here = story.chance.sample(story.here(channel), len(story.here(channel)))
    both = story.chance.randint(1, 4)
    for some, now in ((here[:7], set(here[:both])), (here[7:] + here[:both], set[int]())):
        story.does(Asks(channel))
        for person in some[:7] if now else some[-7:]:
            skills = (story.company.skills.get(person, frozenset()) ^ {"helm"}) - {CHANGING}
            story.sets(person, skills | {CHANGING} if person in now else skills)
        story.does(LetsAWeekGoBy())
    story.does(Asks(channel))


def some_are_shown_by_name(story: Story, channel: int) -> None:
    for person in story.some(story.here(channel), 7):
        story.says([person], channel, "named")
    story.does(Asks(channel))


def one_shown_by_name_deletes_everything(story: Story, channel: int) -> None:
    for person in story.some(sorted(story.company.shown.get(channel, ())), 1):
        story.does(Deletes(person))
        story.sets(person, frozenset())


def several_are_shown_by_name_and_delete_everything(story: Story, channel: int) -> None:
    for person in story.here(channel)[: story.chance.randint(2, 4)]:
        story.says([person], channel, "named")
        story.does(Asks(channel))
        story.does(Deletes(person))
        story.sets(person, frozenset())


def seven_or_more_change(story: Story, channel: int) -> None:
    story.changes(story.here(channel)[-story.chance.randint(7, 12) :])


GROWING: Sequence[Move] = (seven_or_more_come, some_of_here_come_to_another_channel, seven_or_more_change)
MOVES: Sequence[Move] = (
    a_few_come, a_few_come, many_come, one_goes, some_go, one_goes_and_four_come, one_goes_for_a_week, one_changes,
    some_change, some_change, all_but_one_change, one_deletes_everything_and_returns,
    another_channel_becomes_this_one_but_for_one, seven_change_who_did_not_last_time, a_skill_comes_and_goes,
    some_are_shown_by_name, one_shown_by_name_deletes_everything, several_are_shown_by_name_and_delete_everything,
    six_change_something_else_one_goes_and_one_comes, *GROWING,
)  # fmt: skip


def history(number: int) -> list[Step]:
    """A history by its number."""
    return Story(number, MOVES, GROWING).written()
