"""The catalogue for other programs: one object an entry, through the function and through the command line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import app
from skills.exporting import exported
from skills.library import Library


@pytest.fixture(scope="module")
def export(library: Library) -> list[dict[str, Any]]:
    return exported(library.catalogue)


def by_id(export: list[dict[str, Any]], id_: str) -> dict[str, Any]:
    return next(each for each in export if each["id"] == id_)


def test_every_entry_once_and_every_object_with_the_same_properties(
    export: list[dict[str, Any]], library: Library
) -> None:
    assert [each["id"] for each in export] == list(library.catalogue.entries)
    shape = ["id", "name", "names", "aliases", "kind", "tools", "parents", "matrix", "sources"]
    assert {tuple(each) for each in export} == {tuple(shape)}


def test_values_are_plain_and_of_one_type(export: list[dict[str, Any]]) -> None:
    for each in export:
        assert all(isinstance(each[name], str) and each[name] for name in ("id", "name", "kind"))
        assert set(each["names"]) == {"en", "zh-Hant", "zh-Hans"}
        assert each["names"]["en"] == each["name"]
        assert all(isinstance(name, str) for part in ("aliases", "tools", "parents") for name in each[part])
        assert isinstance(each["matrix"], bool)
        assert all(set(source) == {"document", "place"} for source in each["sources"])
        documents = [source["document"] for source in each["sources"]]
        assert documents == sorted(documents)


def test_names_stand_for_tools_and_parents(export: list[dict[str, Any]]) -> None:
    docker = by_id(export, "docker")
    assert docker["matrix"] is True
    names = {each["name"] for each in export}
    assert all(name in names for each in export for part in ("tools", "parents") for name in each[part])
    senior = by_id(export, "level:mlops-engineer/senior")
    assert senior["parents"] == ["MLOps Engineer"]
    assert "Kubernetes" in " ".join(senior["tools"])


def test_fifty_six_are_of_the_matrix(export: list[dict[str, Any]]) -> None:
    assert sum(each["matrix"] for each in export) == 56


def test_the_command_line_prints_the_same_as_one_json_list(export: list[dict[str, Any]]) -> None:
    result = CliRunner().invoke(app, ["catalogue", "export"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == export
    assert "漂移偵測" in result.stdout  # readable, not escaped


def test_check_says_that_all_is_well_with_numbers(library: Library) -> None:
    result = CliRunner().invoke(app, ["catalogue", "check"])
    assert result.exit_code == 0
    assert f"{len(library.catalogue.entries)} entries" in result.stdout
    assert library.catalogue.version in result.stdout
