"""MLOps engineers one can imagine, and their gaps."""

from __future__ import annotations

from collections.abc import Mapping

from skills.catalogue import Catalogue
from skills.gaps import Gap, NextRung, next_rung
from tests.skills.printed import rows

MLOPS = "mlops-engineer"
ROWS = rows(MLOPS)


def all_at(depth: str, **others: str) -> dict[str, str]:
    """Every row of the matrix at one depth, apart from some; names with underscores for hyphens."""
    return dict.fromkeys(ROWS, depth) | {skill.replace("_", "-"): each for skill, each in others.items()}


def order(standing: NextRung) -> list[str]:
    """The skills of the gaps, first to last."""
    return [gap.skill for gap in standing.gaps]


def gap_of(standing: NextRung, skill: str) -> Gap:
    """The gap of one skill."""
    return next(gap for gap in standing.gaps if gap.skill == skill)


def ordered(
    catalogue: Catalogue, level: str | None, depths: Mapping[str, str], wishes: Mapping[str, str] | None = None
) -> list[str]:
    """The order of an MLOps engineer's gaps."""
    return order(next_rung(catalogue, MLOPS, level, depths, wishes or {}))
