"""Somebody who knows everything but the depths, and keeps asking, never learns what one person is at."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

import pytest

from bench.attacker import Attacker, Insider, Told
from bench.company import CHANGING, LASTING
from bench.freshness import PairwiseFive, learned_from
from bench.histories import history
from bench.keeping import Keeper
from bench.playing import foreseeable, lived, play
from bench.published import Called, able, as_person, as_version, told, told_by_name
from storage import bands, crowds, leaving, publishing, sharing
from storage.crowds import Crowd, Draw, Part
from storage.database import Database
from storage.publications import Shared
from tests.storage.in_storage import InStorage
from tests.storage.people import found
from tests.storage.team import engineer, team

HISTORIES = 10_000
SOON = 400  # in so many, a rule that is too weak is found out
PIECES = 10  # so that a failure is found early, and says where
THROUGH_STORAGE = 60
NOTHING = Shared(None, None, [])  # the refusal


def learned(*told: tuple[str, str]) -> tuple[str, str]:
    """Of whom the attacker knows that they are at Working, and of whom that they are not; a letter is a person."""
    attacker = Attacker([Told(frozenset(who), band) for who, band in told])
    certain = attacker.learns()
    people = sorted((str(person), pattern) for person, pattern in attacker.pattern_of.items())
    return (
        "".join(person for person, pattern in people if pattern in certain.able),
        "".join(person for person, pattern in people if pattern in certain.unable),
    )


@pytest.mark.parametrize(
    ("told", "able_ones", "unable_ones"),
    [
        ([("ABCDE", "many")], "ABCDE", ""),
        ([("ABCDE", "two")], "", ""),
        ([("ABCDEF", "many")], "", ""),
        ([("BCDEFG", "few"), ("ABCDEFG", "some")], "A", ""),
        ([("BCDEFG", "some"), ("ABCDEFG", "many")], "A", ""),
        ([("BCDEFG", "many"), ("ABCDEFG", "many")], "", ""),
        ([("ABCDEFG", "many"), ("BCDEFGWXYZ", "some")], "A", "WXYZ"),
        ([("AB", "some"), ("BCDEFGH", "few")], "AB", "CDEFGH"),
        ([("ABCD", "some"), ("ABCDEFG", "many"), ("EFG", "few")], "ABCD", ""),
        ([("ABCDEFG", "many"), ("HIJKLMN", "many"), ("ABCDEFGHIJKLMN", "many")], "", ""),
    ],
    ids=[
        "five and more of five are all", "two and more of five may be any", "one of six may be missing",
        "Alice joins and the band rises", "Alice joins and five are reached", "Alice joins and nothing moves",
        "one leaves, four join, and the band falls", "two are all", "through three channels", "crowds of seven",
    ],
)  # fmt: skip
def test_the_attacker_finds_what_anybody_could_work_out_by_hand(
    told: Sequence[tuple[str, str]], able_ones: str, unable_ones: str
) -> None:
    assert learned(*told) == (able_ones, unable_ones)


def test_the_attacker_finds_exactly_what_trying_all_worlds_finds() -> None:
    for number in range(300):
        told, world = small_puzzle(number)
        attacker = Attacker(told)
        attacker.suppose(world)
        for insider in (None, *sorted({each for each in attacker.pattern_of if isinstance(each, str)})):
            knows = None if insider is None else Insider(attacker.pattern_of[insider], insider in world)
            certain = attacker.learns(knows)
            others = [each for each in attacker.pattern_of if each != insider]
            fitting = worlds_like(told, world, insider)
            for person in others:
                pattern = attacker.pattern_of[person]
                assert (pattern in certain.able) == all(person in each for each in fitting)
                assert (pattern in certain.unable) == all(person not in each for each in fitting)


def test_seven_is_the_least_of_which_one_insider_learns_nothing() -> None:
    for people, leak in (("ABCDEF", True), ("ABCDEFG", False)):
        attacker = Attacker([Told(frozenset(people), "many")])
        assert bool(attacker.learns(Insider(0, able=False)).able) == leak


@pytest.mark.parametrize("piece", range(PIECES))
def test_over_ten_thousand_histories_nobody_is_ever_known_to_be_at_working(piece: int) -> None:
    for number in range(piece, HISTORIES, PIECES):
        keeper = Keeper(foreseeable)
        lived(history(number), keeper)  # what is certain once stays so: it is enough to look at the end
        for skill, called in both_attackers(keeper):
            attacker = reads(keeper, skill, called)
            assert not crowds_too_small(attacker), f"history {number}, {skill}"
            assert not gives_away(attacker), f"history {number}, {skill}"
            assert not attacker.gave_up, f"history {number}, {skill}"
            assert not names_give_away(keeper, skill, called), f"history {number}, {skill}"


@pytest.mark.parametrize("apart", [5, 6])
def test_crowds_smaller_than_seven_give_somebody_away(apart: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "APART", apart)
    assert any(leaks(number) for number in range(SOON))


def test_whoever_goes_alone_is_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "_kept", without_companions)
    monkeypatch.setattr(bands, "PEOPLE", (1, *bands.PEOPLE))
    assert any(leaks(number) for number in range(SOON))


def test_who_is_counted_anew_with_others_as_they_were_is_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "_whole", anew_where_many_changed)
    assert any(leaks(number) for number in range(SOON))


def test_names_that_are_never_kept_back_give_somebody_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "may_be_shown", lambda _size, _shown: True)
    assert any(leaks(number) for number in range(SOON))


def test_the_histories_are_about_something() -> None:
    seen = Counter[str]()
    for number in range(600):
        keeper = Keeper(foreseeable)
        made = [(each, len(each.crowds)) for each in play(history(number), keeper)]
        seen["with several publications"] += len(made) > 2
        seen["with a channel that has no sums any more"] += any(each.bands is None for each, _ in made)
        seen["with three crowds at once"] += any(count > 2 for _, count in made)
        seen["with a crowd that was cut"] += any(len(each.crowds) > count for each, count in made)
        seen["with somebody counted anew"] += any(one.version > 1 for each, _ in made for one in each.who)
        seen["with somebody who begins anew"] += bool(keeper.begun_anew)
        seen["with somebody shown by name who was counted"] += bool(keeper.known)
        seen["with somebody whose name was kept back"] += bool(keeper.hidden)
        seen.update(band for skill in (CHANGING, LASTING) for _, band in told(keeper, skill))
    assert len(seen) == 12
    assert min(seen.values()) > 20, seen


def test_the_rule_that_comes_to_mind_first_gives_people_away_in_the_same_histories() -> None:
    assert any(learned_from(PairwiseFive(), number) for number in range(200))


@pytest.mark.parametrize("piece", range(3))
async def test_through_the_database_the_same_is_published_of_the_same_people(database: Database, piece: int) -> None:
    for number in range(piece, THROUGH_STORAGE, 3):
        await InStorage(database, number).agrees()


@pytest.mark.parametrize("yes", [0, 1, 4])
async def test_too_few_look_exactly_like_nobody(database: Database, yes: int) -> None:
    us = await team(database)
    await us.counts(*range(yes))
    await us.sets(range(yes))
    assert await us.asks() == NOTHING
    assert await us.asks_next_week() == NOTHING


async def test_where_a_crowd_dissolved_all_looks_like_nobody(database: Database) -> None:
    assert await dissolved(database) == NOTHING


async def test_people_who_turn_to_being_named_do_not_tell_what_the_others_are_at(database: Database) -> None:
    us = await team(database)
    await us.counts(*range(7))
    await us.sets(range(5))
    counted = Told(names(range(7)), str(await us.docker()))
    await us.counts(5, 6, as_=sharing.NAMED)
    attacker = Attacker([counted, *by_name(await us.asks())])
    attacker.suppose(names(range(5)))
    assert not attacker.learns().able


async def test_somebody_shown_by_name_who_deletes_everything_makes_no_room_for_another_name(database: Database) -> None:
    us = await team(database)
    await us.counts(*range(7))
    await us.sets(range(5))
    counted = Told(names(range(7)), str(await us.docker()))
    await us.counts(5, as_=sharing.NAMED)
    first = by_name(await us.asks())
    async with database.writing() as session:
        await leaving.forget(session, await found(database, engineer(5)))
    await us.counts(6, as_=sharing.NAMED)
    attacker = Attacker([counted, *first, *by_name(await us.asks())])
    attacker.suppose(names(range(5)))
    assert not attacker.learns().able


async def test_whoever_goes_along_with_people_shown_by_name_is_not_alone_for_that(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    us = await team(database)
    await us.counts(*range(20))
    await us.sets([0, 1, 2, 6, 7])
    before = Told(names(range(20)), str(await us.docker()))
    await us.counts(*range(6), as_=sharing.NAMED)
    named = by_name(await us.asks())
    companions = [(await found(database, engineer(each))).id for each in range(6, 12)]
    monkeypatch.setattr(publishing.publish, "__defaults__", (lambda _, count: companions[:count],))
    after = Told(names(range(12, 20)), str(await us.docker_next_week()))
    attacker = Attacker([before, after, *named])
    attacker.suppose(names([0, 1, 2, 6, 7]))
    assert attacker.pattern_of[engineer(6).user] not in attacker.learns().able


async def test_who_learns_something_in_one_week_and_drops_it_in_the_next_is_not_known_for_it(
    database: Database,
) -> None:
    us = await team(database)
    await us.counts(*range(11))
    await us.sets([0])
    first = str(await us.docker())
    await us.sets([4, 8, 9, 10])
    await us.sets([5, 6, 7], "working", "helm")
    second = str(await us.docker_next_week())
    await us.sets([0, 8, 9, 10], None)
    await us.sets([1, 2, 3], "working", "helm")
    third = str(await us.docker_next_week())
    # Seven of eleven changed, and then three of those with the four who had not: all eleven stay as they were.
    attacker = Attacker([Told(names(range(11)), each) for each in (first, second, third)])
    attacker.suppose(names([0]))
    assert not attacker.learns().able


async def test_who_learns_something_and_is_with_somebody_who_goes_is_not_known_for_it(database: Database) -> None:
    us = await team(database)
    await us.counts(*range(14))
    await us.sets([3])
    first = str(await us.docker())
    await us.sets([0, 1, 2, 7])
    await us.sets([8, 9, 10], "working", "helm")
    second = str(await us.docker_next_week())
    await us.leaves(0)
    third = str(await us.docker_next_week())
    # Fourteen at first; seven of them changed; then those go together.
    same = (3, 4, 5, 6, 11, 12, 13)
    weeks = [(range(14), ()), (same, (0, 1, 2, 7, 8, 9, 10)), (same, ())]
    who = [frozenset((each, at) for at, those in enumerate(week) for each in those) for week in weeks]
    attacker = Attacker(list(map(Told, who, (first, second, third))))
    attacker.suppose([(3, 0), *((each, 1) for each in (0, 1, 2, 7))])
    assert not attacker.learns().able


@pytest.mark.parametrize("people", [7, 8, 13, 14, 20])
async def test_six_who_change_something_else_do_not_tell_of_the_one_who_leaves_and_the_one_who_joins(
    database: Database, people: int
) -> None:
    us = await team(database)
    await us.counts(*range(people))
    await us.sets(range(5))
    told = [Told(names(range(people)), str(await us.docker()))]
    await us.sets(range(1, 7), "working", "helm")
    await us.leaves(0)
    await us.counts(people)
    after = await us.docker_next_week()
    # From fourteen on a crowd is large enough to be cut: the six who changed go along, and who joined waits.
    assert (after is None) == (people < 14)
    if after is not None:
        told.append(Told(names(range(7, people)), after))
    attacker = Attacker(told)
    attacker.suppose(names(range(5)))
    assert not gives_away(attacker)


async def test_a_name_that_was_kept_back_for_long_gives_nobody_away_when_nobody_changed(database: Database) -> None:
    us = await team(database)
    await us.counts(*range(7))
    await us.sets(range(5))
    counted = Told(names(range(7)), str(await us.docker()))
    await us.counts(5, 6, as_=sharing.NAMED)
    first = by_name(await us.asks_next_week())
    us.now += publishing.REMEMBERED
    await us.asks()
    attacker = Attacker([counted, *first, *by_name(await us.asks_next_week())])
    attacker.suppose(names(range(5)))
    assert not attacker.learns().able


async def dissolved(database: Database) -> Shared:
    """What a lead reads of a team of eight some weeks after one of them left."""
    us = await team(database)
    await us.counts(*range(8))
    await us.sets(range(8))
    assert (await us.asks()).publication is not None
    await us.leaves(3)
    await us.asks_next_week()
    return await us.asks_next_week()


def reads(keeper: Keeper, skill: str, called: Called, by_name: Sequence[Told] = ()) -> Attacker:
    """The attacker, with all that was published of a skill."""
    attacker = Attacker([*told(keeper, skill, called), *by_name])
    attacker.suppose(able(keeper, skill, called))
    return attacker


def gives_away(attacker: Attacker) -> bool:
    """Whether somebody is certainly at Working, for anybody or for one of those who are counted."""
    return any(attacker.learns(each).able for each in (None, *attacker.insiders()))


def names_give_away(keeper: Keeper, skill: str, called: Called) -> bool:
    """Whether rows by name make somebody certain who is not in one of them, or leave too few who are not known."""
    by_name = told_by_name(keeper.known, skill, called)
    attacker = reads(keeper, skill, called, by_name)
    known = {attacker.pattern_of[person] for each in by_name for person in each.who}
    return bool(by_name) and bool(crowds_too_small(attacker, known) or attacker.learns().able - known)


def leaks(number: int) -> bool:
    """Whether a history gives somebody away, in a skill that comes and goes or in one in which nobody changes."""
    keeper = Keeper(foreseeable)
    lived(history(number), keeper)
    return any(gives_away(reads(keeper, *each)) or names_give_away(keeper, *each) for each in both_attackers(keeper))


def both_attackers(keeper: Keeper) -> Iterator[tuple[str, Called]]:
    """A skill, and what is one unknown in it for somebody who knows much and for somebody who knows more."""
    yield CHANGING, as_version
    if not keeper.begun_anew:  # after so long, even the latter knows no more that nobody changed
        yield LASTING, as_person


def without_companions(number: int, crowd: Crowd, fresh: Mapping[int, str], draw: Draw) -> Iterator[Part]:
    """What stays of a crowd, had nobody to go along with whoever goes."""
    stay = frozenset(crowd.members.keys() & fresh.keys())
    if len(stay) == crowd.size:
        yield from crowds._whole(number, crowd, fresh)
    elif len(stay) >= crowds.APART:
        yield Part(number, stay, whole=False, anew=False)


def anew_where_many_changed(number: int, crowd: Crowd, fresh: Mapping[int, str]) -> Iterator[Part]:
    """All of a crowd, anew as soon as seven of it changed."""
    changed = [each for each, what in crowd.members.items() if what != fresh[each]]
    yield Part(number, frozenset(crowd.members), whole=True, anew=len(changed) >= crowds.APART)


def names(numbers: Iterable[int]) -> frozenset[Hashable]:
    """Engineers as rows by name call them."""
    return frozenset(engineer(each).user for each in numbers)


def by_name(shared: Shared) -> list[Told]:
    """What rows by name say of Docker."""
    return [Told(frozenset([each.name]), "all" if "docker" in each.skills else "none") for each in shared.named]


def crowds_too_small(attacker: Attacker, known: Collection[int] = ()) -> list[tuple[int, Sequence[str]]]:
    """Patterns of people so few that the attacker could tell them apart; fewer are enough when some are `known`."""
    one = 1 if known else 0  # there is no insider then
    return [
        (size, told)
        for pattern, (size, told) in enumerate(zip(attacker.sizes, attacker.bands, strict=True))
        if pattern not in known and size < crowds.APART - one
        and not (size >= crowds.FEW - one and {"few", "two"}.issuperset(told))
    ]  # fmt: skip


def small_puzzle(number: int) -> tuple[list[Told], set[str]]:
    """Up to four publications of some of seven people, told with any bands, true of one world."""
    chance = random.Random(number)
    world = {each for each in "ABCDEFG" if chance.random() < chance.choice((0.3, 0.7, 1))}
    told = []
    for _ in range(chance.randint(1, 4)):
        who = frozenset(chance.sample("ABCDEFG", chance.randint(2, 7)))
        told.append(Told(who, band_of(len(world & who), coarse=chance.random() < 0.3)))
    return told, world


def band_of(count: int, coarse: bool) -> str:
    if count < 2:
        return "few"
    return "two" if coarse else "some" if count < 5 else "many"


def worlds_like(told: Sequence[Told], world: set[str], insider: object) -> list[set[str]]:
    """All worlds that would have been told alike, and in which the insider is at the same."""
    everybody = sorted({str(person) for each in told for person in each.who})
    return [
        each
        for each in map(set, subsets(everybody))
        if (insider in each) == (insider in world)
        and all(band_of(len(each & who), coarse=band == "two") == band for who, band in told)
    ]


def subsets(of: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return itertools.chain.from_iterable(itertools.combinations(of, size) for size in range(len(of) + 1))
