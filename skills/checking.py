"""Checks the seeds against each other: names, relations, levels and scripts, and returns every problem at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from pydantic import BaseModel

from skills.folding import FoldTable
from skills.reading import Problem, Seeds
from skills.role_files import RoleFile
from skills.shapes import Text
from skills.skill_files import SkillFile
from skills.walking import Mentioned, RoleWalk, path_mentions


def check(seeds: Seeds, table: FoldTable) -> list[Problem]:
    """Everything wrong between the files; an empty list means the catalogue can be assembled."""
    problems = [*_levels(seeds), *_relations(seeds), *_prerequisites(seeds), *_aliases(seeds, table)]
    problems += [*_scripts(seeds, table), *_pinyin(seeds, table)]
    if not any(problem.wrong.startswith("no such level") for problem in problems):
        problems += [*_mentions(seeds), *_matrices(seeds)]
    return problems


def _skill_file(id_: str) -> str:
    return f"skills/{id_}.yml"


def _relations(seeds: Seeds) -> Iterator[Problem]:
    for id_, file in seeds.skills.items():
        for name in ("part_of", "tool_of", "near", "same_as", "needs"):
            for other in getattr(file, name):
                if other not in seeds.skills:
                    yield Problem(_skill_file(id_), name, "there is no such skill", other)
                elif other == id_:
                    yield Problem(_skill_file(id_), name, "a skill cannot point to itself", other)
    for alias, skills in seeds.shared.shared.items():
        for skill in skills:
            if skill not in seeds.skills:
                yield Problem("shared-aliases.yml", f"shared.{alias}", "there is no such skill", skill)


def _prerequisites(seeds: Seeds) -> Iterator[Problem]:
    graph = {id_: [need for need in file.needs if need in seeds.skills] for id_, file in seeds.skills.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        yield Problem(_skill_file(circle[0]), "needs", "prerequisites go round in a circle", " → ".join(circle))


def spellings(file: SkillFile) -> list[str]:
    """Every name and alias of a skill, each once."""
    return list(dict.fromkeys([file.names.en, file.names.zh_hant, file.names.zh_hans, *file.aliases]))


def _aliases(seeds: Seeds, table: FoldTable) -> Iterator[Problem]:
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for id_, file in seeds.skills.items():
        for spelling in spellings(file):
            owners[table.fold(spelling)].setdefault(id_, spelling)
    for key, claimed in owners.items():
        first, *others = claimed
        if not key:
            yield Problem(_skill_file(first), "aliases", "nothing is left of it after folding", claimed[first])
        for other in others:
            wrong = f"already means {first}; a spelling of several things belongs in shared-aliases.yml"
            yield Problem(_skill_file(other), "aliases", wrong, claimed[other])
    for alias in seeds.shared.shared:
        for owner in owners.get(table.fold(alias), {}):
            yield Problem("shared-aliases.yml", f"shared.{alias}", f"is also written in {_skill_file(owner)}")


def _levels(seeds: Seeds) -> Iterator[Problem]:
    for role, file in seeds.roles.items():
        known = {rung.id for scheme in file.schemes for rung in scheme.levels}
        for place, level in _used_levels(file):
            if level not in known:
                yield Problem(f"roles/{role}.yml", place, "no such level in this role's schemes", level)


def _used_levels(file: RoleFile) -> Iterator[tuple[str, str]]:
    for name in ("areas", "styles", "stage_lines", "stack", "focus", "expectations"):
        for at, each in enumerate(getattr(file, name)):
            yield f"{name}.{at}.level", each.level
    for at, row in enumerate(file.build_up):
        yield f"build_up.{at}.from_level", row.from_level
        if row.to_level is not None:
            yield f"build_up.{at}.to_level", row.to_level


def _mentions(seeds: Seeds) -> Iterator[Problem]:
    named: set[str] = set()
    for role, file in seeds.roles.items():
        for mention in RoleWalk(role, file).mentions():
            named.add(mention.skill)
            yield from _known(mention, f"roles/{role}.yml", seeds)
    for path, path_file in seeds.paths.items():
        for mention in path_mentions(path, path_file):
            named.add(mention.skill)
            yield from _known(mention, f"paths/{path}.yml", seeds)
        if path_file.to_role not in seeds.roles:
            yield Problem(f"paths/{path}.yml", "to_role", "there is no such role", path_file.to_role)
    for id_ in seeds.skills:
        if id_ not in named:
            yield Problem(_skill_file(id_), "source", "no document mentions it: add it to the row that does")


def _known(mention: Mentioned, file: str, seeds: Seeds) -> Iterable[Problem]:
    if mention.skill not in seeds.skills:
        yield Problem(file, f"{mention.container} ({mention.place})", "there is no such skill", mention.skill)


def _matrices(seeds: Seeds) -> Iterator[Problem]:
    for role, file in seeds.roles.items():
        if file.matrix is None:
            continue
        schemes = {scheme.id: scheme for scheme in file.schemes}
        if file.matrix.scheme not in schemes:
            yield Problem(f"roles/{role}.yml", "matrix.scheme", "there is no such scheme", file.matrix.scheme)
        rows = [row for category in file.matrix.categories for row in category.rows]
        letters = sum(len(row.letters) for row in rows)
        if letters != file.matrix.cells:
            yield Problem(f"roles/{role}.yml", "matrix.cells", f"the rows have {letters}", str(file.matrix.cells))
        for row in rows:
            skill = seeds.skills.get(row.skill)
            if skill is not None and skill.depths is None:
                yield Problem(_skill_file(row.skill), "depths", "a skill of a matrix needs all four depths")


def texts(record: BaseModel, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every three-language text inside a parsed file, with the property it stands at."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        for at, each in enumerate(value if isinstance(value, tuple) else (value,)):
            here = f"{path}{name}" + (f".{at}" if isinstance(value, tuple) else "")
            if isinstance(each, Text):
                yield here, each
            elif isinstance(each, BaseModel):
                yield from texts(each, f"{here}.")


def _files(seeds: Seeds) -> Iterator[tuple[str, BaseModel]]:
    yield "sources.yml", seeds.sources
    for folder, files in (("skills", seeds.skills), ("roles", seeds.roles), ("paths", seeds.paths)):
        for id_, file in files.items():
            yield f"{folder}/{id_}.yml", file


def _scripts(seeds: Seeds, table: FoldTable) -> Iterator[Problem]:
    for name, record in _files(seeds):
        for place, each in texts(record):
            wrong = [mark for mark in each.zh_hans if ord(mark) in table.simplified]
            if wrong:
                yield Problem(name, f"{place}.zh-Hans", f"has the Traditional {''.join(wrong)}", each.zh_hans)
            wrong = [mark for mark in each.zh_hant if mark in table.simplified_only]
            if wrong:
                yield Problem(name, f"{place}.zh-Hant", f"has the Simplified {''.join(wrong)}", each.zh_hant)


def _pinyin(seeds: Seeds, table: FoldTable) -> Iterator[Problem]:
    for id_, file in seeds.skills.items():
        for name in (file.names.zh_hant, file.names.zh_hans):
            key = table.fold(name)
            if any("\u4e00" <= mark <= "\u9fff" for mark in key) and key not in table.pinyin:
                yield Problem("fold.json", "pinyin", f"is older than {_skill_file(id_)}; run `make fold`", name)
