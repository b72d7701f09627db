"""The shape of seeds/roles/<id>.yml: what the documents say of one role, row by row."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from skills.shapes import Depth, DocumentId, Frozen, Id, Line, Strict, Text


class Level(Strict):
    """One rung of a role's own scheme."""

    id: Id
    names: Text
    aliases: tuple[Line, ...] = ()
    place: Line
    years: Line | None = None
    about: Text | None = None


class Scheme(Strict):
    """A document's own ladder of levels, lowest first."""

    id: Id
    document: DocumentId
    basis: Literal["stages", "years", "levels", "blocks"]
    names: Text
    levels: Annotated[tuple[Level, ...], Field(min_length=2)]


class Mention(Strict):
    """A skill as a document prints it, with a weight in words where the document gives one."""

    skill: Id
    printed: Line
    weight: Text | None = None


class LanguageLine(Strict):
    """Which programming language a domain uses, and for what."""

    language: Id
    use: Text
    main: bool
    mentions: tuple[Id, ...] = ()
    place: Line


class Group(Strict):
    """A named group of tools inside a domain."""

    id: Id
    names: Text
    same_as: Id | None = None
    place: Line
    mentions: tuple[Mention, ...] = ()
    weight: Text | None = None


class Domain(Strict):
    """A domain of a platform map: its goal, its groups and its languages."""

    id: Id
    names: Text
    goal: Text
    place: Line
    groups: tuple[Group, ...]
    languages: tuple[LanguageLine, ...]


class Advice(Strict):
    """A piece of advice the document gives to one reader; it is advice, never a requirement."""

    text: Text
    about: tuple[Id, ...]
    place: Line


class Bullet(Strict):
    """One thing a roadmap or a stage asks for, in our words."""

    text: Text
    mentions: tuple[Id, ...] = ()
    place: Line


class Area(Strict):
    """An area of one level of a roadmap."""

    id: Id
    level: Id
    names: Text
    same_as: Id | None = None
    place: Line
    bullets: tuple[Bullet, ...]


class Style(Strict):
    """How somebody at a level works."""

    level: Id
    text: Text
    place: Line


class BuildUp(Strict):
    """What to build up on the way from one level to the next."""

    from_level: Id
    to_level: Id | None
    text: Text
    mentions: tuple[Id, ...]
    place: Line


class ToolCell(Strict):
    """One cell of a tool column: what is printed, the skills it names, and the purpose beside it."""

    printed: Line
    skills: Annotated[tuple[Id, ...], Field(min_length=1)]
    purpose: Text | None = None


class Scenario(Strict):
    """A typical use of an ability, in our words; figures of the document are kept."""

    text: Text
    mentions: tuple[Id, ...] = ()


class AbilityRow(Strict):
    """One ability of a checklist with its tools and scenarios."""

    skill: Id
    place: Line
    tools: Annotated[tuple[ToolCell, ...], Field(min_length=1)]
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1)]


class Section(Strict):
    """A section of a checklist; sub-sections carry the ability rows."""

    id: Id
    names: Text
    place: Line
    partial: bool = False
    subsections: tuple[Subsection, ...] = ()
    abilities: tuple[AbilityRow, ...] = ()


class Subsection(Strict):
    """A sub-section of a checklist."""

    id: Id
    names: Text
    place: Line
    abilities: tuple[AbilityRow, ...]


class StageLine(Strict):
    """One line a stage of a checklist asks for or recommends."""

    level: Id
    kind: Literal["do", "grow", "recommended"]
    text: Text
    mentions: tuple[Id, ...] = ()
    place: Line


class CheatRow(Strict):
    """One row of the cheat sheet: a field, its core tools, typical uses."""

    id: Id
    names: Text
    tools: Annotated[tuple[ToolCell, ...], Field(min_length=1)]
    uses: Text
    place: Line


class StackItem(Strict):
    """One item of a level's stack as printed, and the skills it means."""

    level: Id
    printed: Line
    skills: Annotated[tuple[Id, ...], Field(min_length=1)]
    place: Line


class FocusItem(Strict):
    """One thing a level concentrates on, in our words."""

    id: Id
    level: Id
    text: Text
    mentions: tuple[Id, ...] = ()
    place: Line


class MatrixRow(Strict):
    """One skill of a matrix: the letters as printed, one per level, lowest first."""

    skill: Id
    letters: Annotated[str, StringConstraints(pattern=r"^[AWVE]{5}$")]
    place: Line


class Category(Strict):
    """A category of a matrix and its rows."""

    id: Id
    names: Text
    about: Text
    place: Line
    rows: Annotated[tuple[MatrixRow, ...], Field(min_length=1)]


class Matrix(Strict):
    """A role's matrix: what its letters are read as, and what the document does not say."""

    document: DocumentId
    scheme: Id
    legend: Annotated[dict[Literal["A", "W", "V", "E"], Depth], Frozen]
    readings: Annotated[dict[Literal["A", "W", "E"], Annotated[dict[Id, Depth], Frozen]], Frozen] = Field(
        default_factory=lambda: MappingProxyType({})  # type: ignore[arg-type]
    )
    cells: int
    mandatory_cells: int
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]


class Expectation(Strict):
    """What a document expects of one role at one level of one skill, in our words; always optional."""

    skill: Id
    level: Id
    text: Text
    mentions: tuple[Id, ...] = ()
    boilerplate: bool = False
    place: Line


class RoleFile(Strict):
    """seeds/roles/<id>.yml: what the documents say of one role."""

    names: Text
    aliases: tuple[Line, ...] = ()
    about: Text
    documents: Annotated[dict[DocumentId, Line], Field(min_length=1), Frozen]
    schemes: tuple[Scheme, ...] = ()
    domains: tuple[Domain, ...] = ()
    language_split: tuple[LanguageLine, ...] = ()
    advice: tuple[Advice, ...] = ()
    areas: tuple[Area, ...] = ()
    styles: tuple[Style, ...] = ()
    build_up: tuple[BuildUp, ...] = ()
    sections: tuple[Section, ...] = ()
    stage_lines: tuple[StageLine, ...] = ()
    cheat_sheet: tuple[CheatRow, ...] = ()
    stack: tuple[StackItem, ...] = ()
    focus: tuple[FocusItem, ...] = ()
    matrix: Matrix | None = None
    expectations: tuple[Expectation, ...] = ()
    says_not: tuple[Text, ...] = ()
