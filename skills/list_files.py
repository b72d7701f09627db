"""The shapes of the other files under seeds/: documents, paths, shared aliases, questions and terms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from skills.shapes import DocumentId, Frozen, Id, Line, Strict, Text


class SourceDocument(Strict):
    """One of the five documents the facts come from."""

    id: DocumentId
    title: Text
    language: Literal["en", "zh-Hant", "zh-Hans"]
    about: Text


class SourcesFile(Strict):
    """seeds/sources.yml."""

    documents: tuple[SourceDocument, ...]


class SharedAliasesFile(Strict):
    """seeds/shared-aliases.yml: spellings that mean several things, in the order the choice is offered."""

    shared: Annotated[dict[Line, Annotated[tuple[Id, ...], Field(min_length=2, max_length=5)]], Frozen]


class QuestionsFile(Strict):
    """seeds/questions.yml: the words people ask with."""

    fillers: tuple[Line, ...]
    particles: tuple[Line, ...]
    off_topic: tuple[Line, ...]
    everyday: tuple[Line, ...]
    ordinary: tuple[Line, ...]


class Term(Strict):
    """One row of the term table; `mixed: ok` marks words that are good Chinese on both sides."""

    en: Line
    zh_hant: Line = Field(alias="zh-Hant")
    zh_hans: Line = Field(alias="zh-Hans")
    also: tuple[Line, ...] = ()
    mixed: Literal["ok"] | None = None


class TermsFile(Strict):
    """seeds/terms.yml: what engineers in Taiwan and on the mainland call the same thing."""

    terms: tuple[Term, ...]


class PathStep(Strict):
    """One step of a switch path, in order."""

    text: Text
    mentions: tuple[Id, ...]
    place: Line


class PathFile(Strict):
    """seeds/paths/<id>.yml: the steps from one kind of work to a role."""

    names: Text
    aliases: tuple[Line, ...] = ()
    about: Text
    document: DocumentId
    place: Line
    to_role: Id
    credits: tuple[Id, ...]
    steps: Annotated[tuple[PathStep, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _credits_are_named(self) -> PathFile:
        if len(set(self.credits)) != len(self.credits):
            raise ValueError("credits names a skill twice")
        return self
