"""Walks a role or path file: which entries it makes and which concepts it mentions where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skills.catalogue import Entry, EntryKind, Place
from skills.list_files import PathFile
from skills.role_files import AbilityRow, RoleFile
from skills.shapes import DocumentId, Text


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One concept named at one place; `belongs` tells membership (a row of a category) from mere mention."""

    skill: str
    container: str
    document: DocumentId
    place: str
    printed: str | None = None
    weight: Text | None = None
    belongs: bool = False


class RoleWalk:
    """One role file, read as entries and mentions; ids are `kind:role/part`."""

    def __init__(self, role: str, file: RoleFile) -> None:
        self.role = role
        self.file = file
        self.first = next(iter(file.documents))
        self.document_of = {rung.id: scheme.document for scheme in file.schemes for rung in scheme.levels}

    def entries(self) -> Iterator[Entry]:
        """Every named part of the file, in its own order."""
        file = self.file
        yield Entry(
            id=f"role:{self.role}", kind="role", names=file.names, aliases=file.aliases, about=file.about,
            role=self.role, own_places=tuple(Place(document, place) for document, place in file.documents.items()),
        )  # fmt: skip
        yield from self._levels()
        yield from self._domains()
        yield from self._areas()
        yield from self._sections()
        yield from self._matrix()
        yield from self._level_parts()

    def mentions(self) -> Iterator[Mentioned]:
        """Every concept the file names, in its own order."""
        yield from self._domain_mentions()
        yield from self._area_mentions()
        yield from self._section_mentions()
        yield from self._matrix_mentions()
        yield from self._level_mentions()

    def _part(
        self, kind: EntryKind, part: str, names: Text, parent: str, document: DocumentId, place: str,
        about: Text | None = None, same_as: str | None = None,
    ) -> Entry:  # fmt: skip
        return Entry(
            id=f"{kind}:{self.role}/{part}", kind=kind, names=names, about=about, parents=(parent,),
            same_as=(same_as,) if same_as else (), role=self.role, own_places=(Place(document, place),),
        )  # fmt: skip

    def _level_id(self, level: str) -> str:
        scheme = next(each for each in self.file.schemes if any(rung.id == level for rung in each.levels))
        kind = "stage" if scheme.basis in ("stages", "years") else "level"
        return f"{kind}:{self.role}/{level}"

    def _levels(self) -> Iterator[Entry]:
        several = len(self.file.schemes) > 1
        for scheme in self.file.schemes:
            for rung in scheme.levels:
                plain = _joined(self.file.names, rung.names)
                bare = dict.fromkeys((rung.names.en, rung.names.zh_hant, rung.names.zh_hans, *rung.aliases))
                yield Entry(
                    id=self._level_id(rung.id),
                    kind="stage" if scheme.basis in ("stages", "years") else "level",
                    names=_joined(self.file.names, rung.names, scheme.names if several else None),
                    aliases=(
                        plain.en,
                        plain.zh_hant,
                        plain.zh_hans,
                        *bare,
                        *(f"{alias} {self.file.names.en}" for alias in rung.aliases),
                    ),
                    about=rung.about,
                    tools=tuple(dict.fromkeys(s for at in self.file.stack if at.level == rung.id for s in at.skills)),
                    parents=(f"role:{self.role}",),
                    role=self.role,
                    own_places=(Place(scheme.document, rung.place),),
                )

    def _domains(self) -> Iterator[Entry]:
        for domain in self.file.domains:
            here = f"domain:{self.role}/{domain.id}"
            yield self._part(
                "domain", domain.id, domain.names, f"role:{self.role}", self.first, domain.place, domain.goal
            )
            for group in domain.groups:
                yield self._part("group", group.id, group.names, here, self.first, group.place, same_as=group.same_as)

    def _domain_mentions(self) -> Iterator[Mentioned]:
        for domain in self.file.domains:
            for group in domain.groups:
                here = f"group:{self.role}/{group.id}"
                if group.same_as:
                    yield Mentioned(
                        group.same_as, f"domain:{self.role}/{domain.id}", self.first, group.place,
                        weight=group.weight, belongs=True,
                    )  # fmt: skip
                for mention in group.mentions:
                    yield Mentioned(
                        mention.skill, here, self.first, group.place, mention.printed,
                        mention.weight or group.weight, belongs=True,
                    )  # fmt: skip
            for line in domain.languages:
                skills = (line.language, *line.mentions)
                yield from self._each(skills, f"domain:{self.role}/{domain.id}", self.first, line.place)
        for line in self.file.language_split:
            yield from self._each((line.language, *line.mentions), f"role:{self.role}", self.first, line.place)
        for advice in self.file.advice:
            yield from self._each(advice.about, f"role:{self.role}", self.first, advice.place)

    def _areas(self) -> Iterator[Entry]:
        for area in self.file.areas:
            document = self.document_of[area.level]
            level = self._level_id(area.level)
            yield self._part("area", area.id, area.names, level, document, area.place, same_as=area.same_as)
            for number, bullet in enumerate(area.bullets, 1):
                here = f"area:{self.role}/{area.id}"
                yield self._part("bullet", f"{area.id}-{number}", bullet.text, here, document, bullet.place)

    def _area_mentions(self) -> Iterator[Mentioned]:
        for area in self.file.areas:
            document = self.document_of[area.level]
            here = f"area:{self.role}/{area.id}"
            if area.same_as:
                yield Mentioned(area.same_as, self._level_id(area.level), document, area.place)
            for bullet in area.bullets:
                yield from self._each(bullet.mentions, here, document, bullet.place)
        for row in self.file.build_up:
            document = self.document_of[row.from_level]
            yield from self._each(row.mentions, self._level_id(row.from_level), document, row.place)

    def _sections(self) -> Iterator[Entry]:
        for section in self.file.sections:
            here = f"section:{self.role}/{section.id}"
            yield self._part("section", section.id, section.names, f"role:{self.role}", self.first, section.place)
            for sub in section.subsections:
                yield self._part("section", sub.id, sub.names, here, self.first, sub.place)
        for _, row in self._rows():
            for number, scenario in enumerate(row.scenarios, 1):
                yield self._part("scenario", f"{row.skill}-{number}", scenario.text, row.skill, self.first, row.place)
        for cheat in self.file.cheat_sheet:
            yield self._part(
                "cheat-row", cheat.id, cheat.names, f"role:{self.role}", self.first, cheat.place, cheat.uses
            )

    def _rows(self) -> Iterator[tuple[str, AbilityRow]]:
        for section in self.file.sections:
            for row in section.abilities:
                yield section.id, row
            for sub in section.subsections:
                for row in sub.abilities:
                    yield sub.id, row

    def _section_mentions(self) -> Iterator[Mentioned]:
        for section, row in self._rows():
            here = f"section:{self.role}/{section}"
            yield Mentioned(row.skill, here, self.first, row.place, belongs=True)
            for cell in row.tools:
                for skill in cell.skills:
                    yield Mentioned(skill, row.skill, self.first, row.place, cell.printed, belongs=True)
            for number, scenario in enumerate(row.scenarios, 1):
                yield from self._each(
                    scenario.mentions, f"scenario:{self.role}/{row.skill}-{number}", self.first, row.place
                )
        for cheat in self.file.cheat_sheet:
            for cell in cheat.tools:
                for skill in cell.skills:
                    yield Mentioned(skill, f"cheat-row:{self.role}/{cheat.id}", self.first, cheat.place, cell.printed)

    def _matrix(self) -> Iterator[Entry]:
        if self.file.matrix is None:
            return
        for category in self.file.matrix.categories:
            yield Entry(
                id=f"category:{self.role}/{category.id}", kind="category", names=category.names,
                about=category.about, parents=(f"role:{self.role}",), role=self.role,
                own_places=(Place(self.file.matrix.document, category.place),),
            )  # fmt: skip

    def _matrix_mentions(self) -> Iterator[Mentioned]:
        if self.file.matrix is None:
            return
        for category in self.file.matrix.categories:
            here = f"category:{self.role}/{category.id}"
            for row in category.rows:
                yield Mentioned(row.skill, here, self.file.matrix.document, row.place, belongs=True)

    def _level_parts(self) -> Iterator[Entry]:
        for item in self.file.focus:
            yield self._part(
                "focus",
                item.id,
                item.text,
                self._level_id(item.level),
                self.document_of[item.level],
                item.place,
            )
        for each in self.file.expectations:
            level = self._level_id(each.level)
            yield self._part(
                "expectation", f"{each.skill}-{each.level}", each.text, level,
                self.document_of[each.level], each.place,
            )  # fmt: skip

    def _level_mentions(self) -> Iterator[Mentioned]:
        for line in self.file.stage_lines:
            yield from self._each(line.mentions, self._level_id(line.level), self.document_of[line.level], line.place)
        for item in self.file.stack:
            document = self.document_of[item.level]
            for skill in item.skills:
                yield Mentioned(skill, self._level_id(item.level), document, item.place, item.printed)
        for focus in self.file.focus:
            yield from self._each(
                focus.mentions, f"focus:{self.role}/{focus.id}", self.document_of[focus.level], focus.place
            )
        for each in self.file.expectations:
            document = self.document_of[each.level]
            level = self._level_id(each.level)
            yield Mentioned(each.skill, level, document, each.place, belongs=True)
            yield from self._each(each.mentions, level, document, each.place)

    @staticmethod
    def _each(skills: Iterable[str], container: str, document: DocumentId, place: str) -> Iterator[Mentioned]:
        return (Mentioned(skill, container, document, place) for skill in skills)


def path_entries(path: str, file: PathFile) -> Iterator[Entry]:
    """The path itself and its steps, in order."""
    yield Entry(
        id=f"path:{path}", kind="path", names=file.names, aliases=file.aliases, about=file.about,
        role=file.to_role, own_places=(Place(file.document, file.place),),
    )  # fmt: skip
    for number, step in enumerate(file.steps, 1):
        yield Entry(
            id=f"step:{path}/{number}", kind="step", names=step.text, parents=(f"path:{path}",),
            role=file.to_role, own_places=(Place(file.document, step.place),),
        )  # fmt: skip


def path_mentions(path: str, file: PathFile) -> Iterator[Mentioned]:
    """The concepts each step names."""
    for number, step in enumerate(file.steps, 1):
        for skill in step.mentions:
            yield Mentioned(skill, f"step:{path}/{number}", file.document, step.place)


def _joined(role: Text, level: Text, scheme: Text | None = None) -> Text:
    """A level with its role ("Senior MLOps Engineer"), and its ladder where the role has several."""
    return Text.model_validate(
        {
            language: _one_name(
                role.in_(language), level.in_(language), scheme.in_(language) if scheme else "", language
            )
            for language in ("en", "zh-Hant", "zh-Hans")
        }
    )


def _one_name(role: str, level: str, scheme: str, language: str) -> str:
    name = f"{level}{'' if level.endswith('）') else ' '}{role}"
    if not scheme:
        return name
    return f"{name} ({scheme})" if language == "en" else f"{name}（{scheme}）"
