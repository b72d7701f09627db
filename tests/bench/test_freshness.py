"""What freshness costs is measured of both rules, and a year that nobody changes costs nothing."""

from __future__ import annotations

from bench.effort import TINY
from bench.freshness import HEAD, RULES, measure, year
from storage.crowds import APART


def test_every_team_and_pace_has_a_row_with_both_rules() -> None:
    found = measure(TINY)
    assert [row[:2] for row in found.rows] == [("8", "5 %"), ("8", "25 %"), ("12", "5 %"), ("12", "25 %")]
    assert all(len(row) == len(HEAD) for row in found.rows)
    assert found.learned["crowds"] == 0
    text = "\n".join(found.lines())
    assert all(each in text for each in (*HEAD, *RULES))


def test_the_rule_of_crowds_is_paid_for_with_freshness() -> None:
    crowds, pairwise = (year(20, 5, rule(), 1) for rule in RULES.values())
    assert crowds.counted < pairwise.counted
    assert crowds.off > pairwise.off


def test_too_few_people_never_have_sums() -> None:
    few = year(4, 0, RULES["crowds"](), 1)
    enough = year(APART, 0, RULES["crowds"](), 1)
    assert (few.with_sums, few.counted) == (0, 0)
    assert enough.with_sums > 0
