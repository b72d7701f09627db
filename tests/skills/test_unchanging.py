"""The catalogue cannot be changed once it is read, and its version follows its content and nothing else."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from skills.catalogue import Catalogue
from skills.library import Library, open_library
from skills.reading import SEEDS


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{file.name} no longer has {old!r}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_can_be_assigned_to_an_entry(library: Library) -> None:
    entry = library.catalogue["mlflow"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        entry.names = library.catalogue["docker"].names  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        entry.names.en = "Other"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        library.catalogue.version = "x"  # type: ignore[misc]


@pytest.mark.parametrize("mapping", ["entries", "roles", "paths", "shared_aliases"])
def test_nothing_can_be_put_into_the_catalogue(library: Library, mapping: str) -> None:
    with pytest.raises(TypeError, match="does not support item assignment"):
        getattr(library.catalogue, mapping)["mlflow"] = None


def test_no_list_dict_or_set_is_left_anywhere_inside(library: Library) -> None:
    assert sorted(set(changeable(library.catalogue, "catalogue"))) == []


def changeable(value: Any, place: str) -> Iterator[str]:
    """Where, inside a value, something could still be changed; places of the same kind are told once."""
    if isinstance(value, list | dict | set | bytearray):
        yield f"{place} is a {type(value).__name__}"
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from changeable(getattr(value, name), f"{type(value).__name__}.{name}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from changeable(getattr(value, field.name), f"{type(value).__name__}.{field.name}")
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from changeable(each, place)
    elif isinstance(value, tuple):
        for each in value:
            yield from changeable(each, place)


def version(root: Path) -> str:
    return open_library(root).catalogue.version


def test_the_same_content_has_the_same_version(seeds: Path, library: Library) -> None:
    assert version(seeds) == version(seeds) == library.catalogue.version


def test_the_version_does_not_depend_on_where_the_files_stand(seeds: Path, tmp_path: Path) -> None:
    elsewhere = shutil.copytree(seeds, tmp_path / "the same facts")
    assert version(Path(elsewhere)) == version(seeds)


def test_comments_and_layout_do_not_change_the_version(seeds: Path) -> None:
    before = version(seeds)
    file = seeds / "skills" / "docker.yml"
    file.write_text(f"# a remark\n\n{file.read_text(encoding='utf-8')}\n", encoding="utf-8")
    assert version(seeds) == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("skills/mlflow.yml", "MLflow tracking server", "MLflow tracking servers"),
        ("skills/mlflow.yml", "2026-11-21", "2026-11-22"),
        ("roles/mlops-engineer.yml", "place: line ", "place: line 1"),
        ("paths/backend-to-mlops.yml", "place: line", "place: lines"),
        ("sources.yml", "Career Roadmap", "Career Road Map"),
        ("shared-aliases.yml", "k8s: [kubernetes, kubernetes-core", "k8s: [kubernetes-core, kubernetes"),
    ],
)
def test_any_changed_value_makes_another_version(seeds: Path, library: Library, file: str, old: str, new: str) -> None:
    edit(seeds / file, old, new)
    assert version(seeds) != library.catalogue.version


def test_a_catalogue_is_told_apart_by_identity(library: Library, seeds: Path) -> None:
    twin: Catalogue = open_library(seeds).catalogue
    assert twin.version == library.catalogue.version
    assert twin["mlflow"] != library.catalogue["mlflow"]
