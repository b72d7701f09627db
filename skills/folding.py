"""One key for many spellings: case, width, spaces, marks, both Chinese scripts and regional terms fold away."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FoldTable:
    """What the fold needs to know of Chinese, made by `rung catalogue fold` from the catalogue's own characters.

    `simplified` maps one traditional character to its simplified one; `simplified_only` holds characters that
    nobody writes in traditional; `terms` maps regional wordings to one of them (both sides simplified);
    `pinyin` maps folded Chinese names to their pinyin without tones; `targets` are the simplified forms of others.
    """

    simplified: Mapping[int, str]
    simplified_only: frozenset[str]
    terms: Mapping[str, str]
    pinyin: Mapping[str, str] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()

    def fold(self, text: str) -> str:
        """The key of `text`: NFKC, no case, simplified script, one wording, letters and digits only."""
        plain = unicodedata.normalize("NFKC", text).casefold().translate(self.simplified)
        key = "".join(character for character in plain if character.isalnum() or character in "+#")
        for regional, common in self.terms.items():
            if regional in key:
                key = key.replace(regional, common)
        return key


_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


def has_chinese(text: str) -> bool:
    """Whether any character of `text` is a Han ideograph of the ranges in daily use."""
    return _CHINESE.search(text) is not None


def read_fold_table(path: Path) -> FoldTable:
    """The table in seeds/fold.json; raises OSError or ValueError when it cannot be read."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    pairs = {ord(pair[0]): pair[1] for pair in raw["simplified"]}
    only, targets = frozenset(raw["simplified_only"]), frozenset(pairs.values())
    return FoldTable(pairs, only, raw["terms"], raw["pinyin"], targets)


def script_of(text: str, table: FoldTable) -> str | None:
    """The language a question is written in: "zh-Hant", "zh-Hans", or None when it has no Chinese.

    Characters that only one script has decide by majority; between equals, one that is the simplified form of
    another speaks for Simplified, and otherwise Traditional is assumed.
    """
    if not has_chinese(text):
        return None
    traditional = sum(ord(character) in table.simplified for character in text)
    simplified = sum(character in table.simplified_only for character in text)
    if simplified != traditional:
        return "zh-Hans" if simplified > traditional else "zh-Hant"
    return "zh-Hans" if not traditional and any(character in table.targets for character in text) else "zh-Hant"
