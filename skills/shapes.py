"""What every file under seeds/ is made of: strict records, ids, lines, and texts in three languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]

DocumentId = Literal["000", "001", "002", "003", "004"]

Kind = Literal["skill", "tool", "ability", "practice", "language"]

Depth = Literal["awareness", "working", "advanced", "expert"]

# A mapping that stays as it was read; pydantic's `frozen` alone would leave a dict open to change.
Frozen = AfterValidator(MappingProxyType)

DEPTHS: tuple[Depth, ...] = ("awareness", "working", "advanced", "expert")


class Strict(BaseModel):
    """A frozen record in which an unknown or mistyped property is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)


class Text(Strict):
    """One sentence or name in the three languages; keys in YAML are en, zh-Hant and zh-Hans."""

    en: Line
    zh_hant: Line = Field(alias="zh-Hant")
    zh_hans: Line = Field(alias="zh-Hans")

    def in_(self, language: str) -> str:
        """The text in `language` ("en", "zh-Hant" or "zh-Hans")."""
        if language == "zh-Hant":
            return self.zh_hant
        return self.zh_hans if language == "zh-Hans" else self.en
