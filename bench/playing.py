"""Lets a made-up history happen under a rule of who is published."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

from bench.company import Asks, Company, Deletes, Says, Step
from bench.published import Published, Rule


def play(steps: Sequence[Step], rule: Rule) -> Iterator[Published]:
    """Let a history happen; yields every new publication when it is made."""
    company = Company()
    for step in steps:
        if isinstance(step, Deletes):
            rule.is_deleted(company.name(step.person))
        company.takes(step)
        if isinstance(step, Says) and step.what == "named":
            for each in step.people:
                rule.is_named(company.name(each))
        if isinstance(step, Asks):
            made = rule.publish(step.channel, company.week, company.fresh(step.channel))
            rule.is_read(company.by_name(step.channel))
            if made is not None:
                yield made


def lived(steps: Sequence[Step], rule: Rule) -> None:
    """Let all of a history happen."""
    for _ in play(steps, rule):
        pass


def foreseeable(among: Sequence[str], count: int) -> Sequence[str]:
    """A draw that comes out the same whenever the same people are drawn from."""
    return sorted(among, key=lambda each: zlib.crc32(f"lot {each}".encode()))[:count]
