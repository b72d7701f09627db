"""Finds the role, level, skill or depth somebody typed, in any language, or says the nearest and how to write it."""

from __future__ import annotations

from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from bot.messages.finding import echo
from bot.request import Sorry
from bot.words import LANGUAGES, Words, words_in
from skills.catalogue import Catalogue, Entry
from skills.lookup import Lookup, readable
from skills.role_files import Level
from skills.scale import SAYABLE
from skills.shapes import DEPTHS

NEAREST = 3
CLEAR = "unknown"
# More words for what can be said of a skill; the names in the language files count anyway.
_DEPTHS = {
    "none": ("not yet", "nothing", "new", "0"), "awareness": ("aware", "1"), "working": ("work", "2"),
    "advanced": ("3",), "expert": ("4",), "skip": ("not for my job", "not my job", "na", "n/a"),
    CLEAR: ("clear", "not assessed", "forget"),
}  # fmt: skip


class Reader(Protocol):
    """What finding something by its name needs: a Request has it, and so has the terminal."""

    @property
    def words(self) -> Words: ...

    @property
    def catalogue(self) -> Catalogue: ...

    @property
    def lookup(self) -> Lookup: ...


def role_of(asked: Reader, typed: str) -> tuple[str, str]:
    """The role that the first words name, and what follows it; raises Sorry with the nearest three."""
    words = readable(typed).split()
    for at in range(len(words), 0, -1):
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        if first in asked.catalogue.roles:
            return first, rest
        found = asked.lookup.keys.get(asked.lookup.table.fold(first), ())
        roles = [each.removeprefix("role:") for each in found if each.startswith("role:")]
        if roles:
            return roles[0], rest
        levels = [each for kind in ("level:", "stage:") for each in found if each.startswith(kind)]
        if levels and at == len(words) > 1:  # "senior mlops engineer"
            role, rung = levels[0].split(":", 1)[1].split("/")
            return role, rung
    for at in range(len(words), 0, -1):
        partly = _roles_with(asked, " ".join(words[:at]))
        if len(partly) == 1:  # "mlops", "data"
            return partly[0], " ".join(words[at:])
    by_name = {name: role for role in asked.catalogue.roles for name in _role_names(asked, role)}
    near = dict.fromkeys(by_name[name] for name in nearest(typed, list(by_name), len(by_name)))
    lines = tuple(f"level role {role}" for role in [*near][:NEAREST])
    raise Sorry("sorry-role", lines, typed=echo(typed), line="/level role mlops-engineer junior")


def _roles_with(asked: Reader, part: str) -> list[str]:
    """The roles with these words in one of their names."""
    fold = asked.lookup.table.fold
    wanted = fold(part)
    return [
        role
        for role in asked.catalogue.roles
        if any(fold(" ".join(run)) == wanted for name in _role_names(asked, role) for run in _runs(name.split()))
    ]


def _runs(words: list[str]) -> list[list[str]]:
    """Every run of neighbouring words: "data scientist", "data", "scientist"."""
    return [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]


def _role_names(asked: Reader, role: str) -> tuple[str, ...]:
    file = asked.catalogue.roles[role]
    return (file.names.en, file.names.zh_hant, file.names.zh_hans, *file.aliases)


def level_of(asked: Reader, role: str, typed: str, ways: tuple[str, ...] = ()) -> str:
    """The level of `role` that `typed` names; raises Sorry with `ways` on, or the nearest three lines that set one."""
    fold = asked.lookup.table.fold
    file = asked.catalogue.roles[role]
    rungs = [rung for scheme in file.schemes for rung in scheme.levels]
    # A scheme of levels outranks a roadmap's stages of the same name.
    rungs.sort(key=lambda rung: rung.id.startswith("roadmap-"))
    for rung in rungs:
        if fold(typed) in map(fold, _spellings(rung)):
            return rung.id
    name = file.names.in_(asked.words.language)
    if not rungs:
        raise Sorry("level-no-levels", (f"skill role:{role}",), role=name)
    by_name = {spelling: rung.id for rung in reversed(rungs) for spelling in _spellings(rung)}
    near = dict.fromkeys(by_name[each] for each in nearest(typed, list(by_name), len(by_name)))
    lines = ways or tuple(f"level role {role} {rung}" for rung in [*near][:NEAREST])
    raise Sorry("sorry-level", lines, role=name, typed=echo(typed), line=f"/level role {role} {next(iter(near))}")


def skill_of(asked: Reader, typed: str, line: str = "skill {}") -> Entry:
    """The one thing to learn that `typed` names; raises Sorry with the nearest three, put into the hole of `line`."""
    if not typed:
        raise Sorry("sorry-which-skill", ("skill browse skills",), line=f"/{line.format('docker')}")
    found = asked.lookup.named(typed)
    entries = [asked.catalogue[each] for each in found.entries]
    learnable = [each for each in entries if each.is_concept]
    if found.kind == "one" and learnable:
        return learnable[0]
    if found.kind == "one":
        raise Sorry("sorry-not-learnable", ("skill browse skills",), name=entries[0].names.in_(asked.words.language))
    if learnable:
        lines = tuple(line.format(each.id) for each in learnable[:NEAREST])
        raise Sorry("sorry-skill", lines, typed=echo(typed), line=f"/{lines[0]}")
    raise Sorry("sorry-skill-none", ("skill browse skills",), typed=echo(typed))


def depth_of(typed: str) -> str | None:
    """What `typed` says of a skill, by its name in any language: one of SAYABLE, CLEAR, or None."""
    folded = typed.casefold().strip().replace("-", " ").replace("_", " ")
    for each in (*SAYABLE, CLEAR):
        names = (each, *_DEPTHS[each], *(words_in(language)(f"depth-{each}") for language in LANGUAGES))
        if folded in (name.casefold() for name in names):
            return each
    return None


def unknown_depth(typed: str, skill: str) -> Sorry:
    """What to say to a depth that is none: the nearest three in any language, and how to write it."""
    sayable = (*DEPTHS, "skip", "none")
    names = {words_in(language)(f"depth-{each}"): each for language in LANGUAGES for each in sayable}
    names |= {each: each for each in sayable}
    near = [*dict.fromkeys(names[name] for name in nearest(typed, list(names), len(names)))][:NEAREST]
    lines = tuple(f"level set {skill} {each}" for each in near)
    return Sorry("sorry-depth", lines, typed=echo(typed), line=f"/level set {skill} {near[0]}")


def nearest(typed: str, names: list[str], most: int) -> list[str]:
    """The names nearest to what was typed, best first."""
    found = process.extract(
        typed.casefold(), names, scorer=DamerauLevenshtein.normalized_similarity, processor=str.casefold, limit=most
    )
    return [name for name, _, _ in found]


def _spellings(rung: Level) -> list[str]:
    names = (rung.id, rung.names.en, rung.names.zh_hant, rung.names.zh_hans, *rung.aliases)
    return [part for name in names for part in (name, *name.split("/"), name.split()[0])]
