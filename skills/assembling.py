"""Turns the parsed seeds into one catalogue: entries for everything that has a name, each with its sources."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from skills.catalogue import Appearance, Catalogue, Entry, Place
from skills.reading import Seeds
from skills.role_files import AbilityRow, RoleFile
from skills.skill_files import SkillFile
from skills.walking import Mentioned, RoleWalk, path_entries, path_mentions


def assemble(seeds: Seeds) -> Catalogue:
    """Join skills, roles and paths; the seeds must have passed `check`."""
    walks = [RoleWalk(role, file) for role, file in seeds.roles.items()]
    mentions = [mention for walk in walks for mention in walk.mentions()]
    mentions += [each for path, file in seeds.paths.items() for each in path_mentions(path, file)]
    structure = [entry for walk in walks for entry in walk.entries()]
    structure += [entry for path, file in seeds.paths.items() for entry in path_entries(path, file)]
    concepts = _concepts(seeds.skills, mentions, _ability_rows(seeds.roles.values()))
    entries = {entry.id: entry for entry in [*concepts, *_with_contents(structure, mentions)]}
    return Catalogue(
        version=seeds.version,
        documents=seeds.sources.documents,
        entries=MappingProxyType(entries),
        roles=MappingProxyType(dict(seeds.roles)),
        paths=MappingProxyType(dict(seeds.paths)),
        shared_aliases=MappingProxyType(dict(seeds.shared.shared)),
    )


def _concepts(
    files: dict[str, SkillFile], mentions: Iterable[Mentioned], rows: dict[str, AbilityRow]
) -> Iterator[Entry]:
    seen: dict[str, list[Mentioned]] = defaultdict(list)
    for mention in mentions:
        seen[mention.skill].append(mention)
    for id_, file in files.items():
        mine = seen[id_]
        row = rows.get(id_)
        tools = [tool for cell in row.tools for tool in cell.skills] if row else []
        yield Entry(
            id=id_,
            kind=file.kind,
            names=file.names,
            aliases=file.aliases,
            about=file.about,
            tools=tuple(dict.fromkeys(tools)),
            parents=tuple(dict.fromkeys(each.container for each in mine if each.belongs)),
            part_of=file.part_of,
            tool_of=file.tool_of,
            near=file.near,
            same_as=file.same_as,
            needs=file.needs,
            notes=file.notes,
            depths=file.depths,
            matrix=any(each.belongs and each.container.startswith("category:") for each in mine),
            appearances=tuple(
                Appearance(each.container, Place(each.document, each.place), each.printed, each.weight) for each in mine
            ),
        )


def _ability_rows(roles: Iterable[RoleFile]) -> dict[str, AbilityRow]:
    sections = [section for role in roles for section in role.sections]
    rows = [row for section in sections for row in section.abilities]
    rows += [row for section in sections for sub in section.subsections for row in sub.abilities]
    return {row.skill: row for row in rows}


def _with_contents(structure: list[Entry], mentions: Iterable[Mentioned]) -> Iterator[Entry]:
    """Fill in what each part of a document holds: its own parts first, then the concepts it names."""
    inside: dict[str, list[str]] = defaultdict(list)
    for entry in structure:
        for parent in entry.parents:
            inside[parent].append(entry.id)
    for mention in mentions:
        inside[mention.container].append(mention.skill)
    for entry in structure:
        yield dataclasses.replace(entry, contents=tuple(dict.fromkeys(inside[entry.id])))
