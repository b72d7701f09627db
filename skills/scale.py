"""The scale on which people say where they are with a skill: not yet, four depths, or not for their job."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from skills.shapes import DEPTHS

NOT_YET = "none"  # said by the person; a skill nobody asked about has no entry at all, which is unknown
SKIP = "skip"  # "not for my job": leaves gaps and counts
SAYABLE: tuple[str, ...] = (NOT_YET, *DEPTHS, SKIP)

RANK: Mapping[str, int] = MappingProxyType({depth: rank for rank, depth in enumerate((NOT_YET, *DEPTHS))})
WORKING = RANK["working"]


def above(depth: str) -> str | None:
    """The next depth up ("working" for "awareness"), or None at the top and for "not for my job"."""
    rank = RANK.get(depth)
    return DEPTHS[rank] if rank is not None and rank < len(DEPTHS) else None
