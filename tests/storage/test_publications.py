"""What a lead reads of a channel: bands of a frozen crowd, once a week, and nothing that tells anybody from others."""

from __future__ import annotations

import datetime as dt

import pytest

from storage import channels, leading, leaving, looks, presence, publications, publishing, sharing
from storage.database import Database
from tests.storage.people import ALICE, NAMESAKE, found, greeted
from tests.storage.team import LEAD, WEEK, Team, engineer, team

A_TEAM = range(1, 21)


@pytest.fixture
async def us(database: Database) -> Team:
    return await team(database)


@pytest.mark.parametrize("yes", [0, 1, 4])
async def test_fewer_than_five_who_say_yes_look_like_nobody(us: Team, yes: int) -> None:
    await us.counts(*range(yes))
    await us.sets(range(yes))
    assert (await us.asks()).publication is None


async def test_five_are_told_in_two_bands_because_five_and_more_would_be_everybody(us: Team) -> None:
    await us.counts(*range(5))
    await us.sets(range(5))
    assert await us.docker() == "two"


@pytest.mark.parametrize(("able", "band"), [(0, "few"), (1, "few"), (2, "some"), (4, "some"), (5, "many"), (9, "many")])
async def test_from_seven_on_there_are_three_bands(us: Team, able: int, band: str) -> None:
    await us.counts(*range(9))
    await us.sets(range(able))
    assert await us.docker() == band


async def test_the_lead_is_not_counted(us: Team) -> None:
    await us.counts(*range(4))
    async with us.database.writing() as session:
        await sharing.choose(session, us.lead, us.channel, sharing.SUMS, us.now)
    assert await us.docker() is None


async def test_who_was_a_lead_once_is_not_counted_later_either(us: Team) -> None:
    await us.counts(*range(4))
    async with us.database.writing() as session:
        await sharing.choose(session, us.lead, us.channel, sharing.SUMS, us.now)
        await leading.remove(session, us.channel, LEAD, us.now)
        await leading.name(session, us.channel, ALICE, us.now)
    us.lead = await found(us.database, ALICE)
    us.now += dt.timedelta(seconds=1)
    assert await us.docker() is None


async def test_only_a_lead_of_this_channel_may_read(us: Team, database: Database) -> None:
    other = await team(database, "random")
    stranger, namesake = await greeted(database, ALICE), await greeted(database, NAMESAKE)
    async with database.writing() as session:
        assert await publications.read(session, stranger, us.channel, "read", us.now) is None
        assert await publications.read(session, namesake, us.channel, "read", us.now) is None
        assert await publications.read(session, us.lead, us.channel, "read", us.now + leading.TERM) is None
        await leading.remove(session, other.channel, LEAD, us.now)
        later = us.now + dt.timedelta(seconds=1)
        assert await publications.read(session, us.lead, other.channel, "read", later) is None
        assert await publications.read(session, us.lead, us.channel, "read", later) is not None


async def test_a_second_question_in_the_week_gets_the_same_whatever_happened(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.sets(range(1, 5))
    first = await us.asks()
    await us.sets(A_TEAM)
    await us.counts(*range(1, 15), as_=sharing.NO)
    assert (await us.asks()).publication == first.publication


async def test_one_who_learns_something_stays_as_they_were_until_seven_did(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.sets(range(1, 5))
    assert await us.docker() == "some"
    await us.sets([5])
    assert await us.docker_next_week() == "some"
    await us.sets(range(6, 12))
    assert await us.docker_next_week() == "many"


async def test_one_who_joins_waits_for_six_others(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.sets([*range(1, 5), 21])
    assert await us.docker() == "some"
    await us.counts(21)
    assert await us.docker_next_week() == "some"
    await us.counts(*range(22, 28))
    assert await us.docker_next_week() == "many"


async def test_one_who_takes_their_yes_back_is_out_of_the_next_one_and_not_alone(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.sets(A_TEAM)
    assert (await us.asks()).publication.bands.people == 20  # type: ignore[union-attr]
    await us.counts(1, as_=sharing.NO)
    after = (await us.asks_next_week()).publication
    assert after is not None
    assert after.bands.people == 10  # 13 are counted: six others went too, and nobody can say who


async def test_in_a_team_of_eight_one_who_leaves_ends_the_sums(us: Team) -> None:
    await us.counts(*range(8))
    await us.sets(range(8))
    assert await us.docker() == "many"
    await us.leaves(3)
    assert await us.docker_next_week() is None
    await us.sets(range(8), "expert", "mlflow")
    assert await us.docker_next_week() is None, "their Docker is what it was, and would tell that of the one who left"
    us.now += publishing.REMEMBERED
    assert await us.docker() == "many"


async def test_after_a_quarter_only_those_begin_anew_who_changed(us: Team) -> None:
    await us.counts(*range(8))
    await us.sets(range(8))
    await us.asks()
    await us.leaves(3)
    us.now += publishing.REMEMBERED
    assert await us.docker() is None
    await us.sets(range(4), "expert", "mlflow")
    assert await us.docker_next_week() is None
    await us.sets(range(8), "expert", "mlflow")
    assert await us.docker_next_week() == "many"


async def test_when_there_are_no_sums_nothing_tells_that_there_were_some(us: Team, database: Database) -> None:
    never = await team(database, "random")
    await us.counts(*range(8))
    await us.sets(range(8))
    await us.asks()
    await us.leaves(3)
    us.now += WEEK
    assert await us.asks() == await never.asks()


async def test_who_is_shown_by_name_after_being_counted_gives_no_other_away(us: Team) -> None:
    await us.counts(*range(7))
    await us.sets(range(5))
    assert await us.docker() == "many"
    await us.counts(5, 6, as_=sharing.NAMED)
    assert [each.name for each in (await us.asks()).named] == [engineer(5).user], "of seven, six stay unnamed"
    us.now += publishing.REMEMBERED
    assert (await us.asks_next_week()).publication is None
    assert [each.name for each in (await us.asks_next_week()).named] == [engineer(5).user]
    await us.sets([6], "expert", "mlflow")
    assert [each.name for each in (await us.asks_next_week()).named] == [engineer(5).user, engineer(6).user]


async def test_who_was_shown_and_deleted_everything_is_still_known(us: Team) -> None:
    await us.counts(*range(7))
    await us.sets(range(5))
    await us.asks()
    await us.counts(5, as_=sharing.NAMED)
    gone = await found(us.database, engineer(5))
    async with us.database.writing() as session:
        await leaving.forget(session, gone)
    await us.counts(6, as_=sharing.NAMED)
    assert (await us.asks()).named == []


async def test_who_was_shown_by_name_hides_nobody_who_goes_with_them(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.asks()
    await us.counts(*range(1, 7), as_=sharing.NAMED)
    after = (await us.asks_next_week()).publication
    assert after is not None
    assert after.bands.people == 5, "eight are counted: six unnamed ones went with the six who are known"


async def test_where_many_changed_and_many_did_not_both_stay(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.asks()
    await us.sets(range(1, 9))
    assert await us.docker_next_week() == "many"
    assert (await us.asks()).publication.bands.people == 20  # type: ignore[union-attr]


async def test_who_was_ever_shown_by_name_is_in_no_sum(us: Team, database: Database) -> None:
    other = await team(database, "random")
    await us.counts(*range(5))
    await other.counts(4, as_=sharing.NAMED)
    assert await us.docker() is None
    await other.counts(4, as_=sharing.NO)
    assert await us.docker_next_week() is None


async def test_who_is_shown_by_name_is_a_row_of_their_own_and_in_no_sum(us: Team) -> None:
    await us.counts(*range(5))
    await us.counts(7, as_=sharing.NAMED)
    await us.sets([7], "expert", "mlflow", "docker")
    await us.sets([7], "awareness", "helm")
    shared = await us.asks()
    assert [(each.name, each.skills) for each in shared.named] == [
        (engineer(7).user, ("docker", "mlflow")),
    ]  # fmt: skip
    assert await us.docker() == "few"


async def test_a_name_is_gone_as_soon_as_its_owner_says_so(us: Team) -> None:
    await us.counts(7, as_=sharing.NAMED)
    assert len((await us.asks()).named) == 1
    await us.counts(7, as_=sharing.SUMS)
    assert (await us.asks()).named == []


async def test_closed_accounts_are_not_counted(us: Team) -> None:
    await us.counts(*range(5))
    async with us.database.writing() as session:
        await presence.follow(session, engineer(2), None, True, us.now)
    assert await us.docker() is None


async def test_who_deletes_their_data_leaves_nothing_that_leads_to_them(us: Team) -> None:
    await us.counts(*A_TEAM)
    await us.sets(A_TEAM)
    await us.asks()
    gone = await found(us.database, engineer(1))
    async with us.database.writing() as session:
        await leaving.forget(session, gone)
    after = await us.asks_next_week()
    assert after.publication is not None
    assert after.publication.bands.people == 10


async def test_channels_that_overlap_in_a_few_people_count_those_once(us: Team, database: Database) -> None:
    other = await team(database, "random")
    await us.counts(*A_TEAM)
    await other.counts(*range(18, 30))
    await us.sets(range(18, 21))
    assert await us.docker() == "some"
    shared = await other.asks()
    assert shared.publication is not None
    assert await other.docker() == "few", "18, 19 and 20 would be told apart by being in both"


async def test_a_crowd_of_two_channels_is_cut_and_counted_anew_in_both(us: Team, database: Database) -> None:
    other = await team(database, "random")
    await us.counts(*A_TEAM)
    await other.counts(*A_TEAM)
    assert (await us.docker(), await other.docker()) == ("few", "few")
    await us.sets(range(1, 9))
    for both in (us, other):
        after = (await both.asks_next_week()).publication
        assert after is not None
        assert (after.bands.people, after.bands.coarse, after.bands.of_skill("docker")) == (20, False, "many")
    await us.sets(A_TEAM, "expert", "mlflow", "docker")
    assert (await us.asks_next_week()).publication.bands.of_skill("mlflow") == "many"  # type: ignore[union-attr]
    assert (await other.asks_next_week()).publication.bands.of_skill("mlflow") == "many"  # type: ignore[union-attr]


async def test_members_of_the_channel_see_who_looked(us: Team) -> None:
    await us.counts(1)
    await us.asks()
    insider, outsider = await found(us.database, engineer(1)), await greeted(us.database, ALICE)
    async with us.database.reading() as session:
        seen = await looks.in_channel(session, insider, us.channel)
        assert seen is not None
        assert [(each.user, each.at, each.what) for each in seen] == [(LEAD.user, us.now, "read")]
        assert await looks.in_channel(session, outsider, us.channel) is None


async def test_reading_all_members_anew_forgets_who_is_there_no_more(us: Team) -> None:
    await us.counts(*range(5))
    async with us.database.writing() as session:
        await channels.follow(session, us.channel, [engineer(each).user for each in range(4)], us.now)
    assert await us.docker() is None


async def test_an_invitation_comes_once_and_only_where_somebody_leads(us: Team, database: Database) -> None:
    alice = await greeted(database, ALICE)
    async with database.writing() as session:
        assert await sharing.invite(session, alice, us.now) is None
        await channels.joined(session, us.channel, ALICE.user)
        assert await sharing.invite(session, alice, us.now + leading.TERM) is None
        assert await sharing.invite(session, alice, us.now) == us.channel
        assert await sharing.invite(session, alice, us.now) is None
        assert [each.choice for each in await sharing.mine(session, alice)] == [sharing.ASKED]
