"""What the lint finds in a lab, one mistake at a time; and that the labs we ship have none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from skills.folding import read_fold_table
from skills.labs.linting import lint
from skills.labs.shelf import read_labs
from skills.library import Library
from skills.reading import SEEDS, BrokenSeeds
from tests.skills.bench_of_labs import FACTS, LAB, Shelf

TABLE = read_fold_table(SEEDS / "fold.json")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def found(shelf: Shelf, library: Library) -> list[str]:
    """What is wrong, as a maintainer reads it."""
    return [str(each) for each in lint(read_labs(shelf.root), library.catalogue, TABLE)]


def test_the_labs_we_ship_are_well(library: Library) -> None:
    assert [str(each) for each in lint(library.catalogue.labs, library.catalogue, TABLE)] == []


def test_a_lab_in_which_nothing_is_wrong(shelf: Shelf, library: Library) -> None:
    assert found(shelf, library) == []


@pytest.mark.parametrize(
    ("at", "value", "wrong"),
    [
        (("id",), "docker", "id: is not the folder's name (found docker)"),
        (("skill",), "dokcer", "skill: there is no such skill (found dokcer)"),
        (("to",), "advanced", "to: is not the depth after awareness (found advanced)"),
        (("covers",), ["step:backend-to-mlops/9"], "covers: there is no such entry"),
        (("prerequisites",), {"dokcer": "working"}, "skill: there is no such skill (found dokcer)"),
        (("prerequisites",), {"docker": "awareness"}, "prerequisites: `from` says already"),
        (("minutes",), 60, "minutes: the steps take 20 (found 60)"),
        (("checks", 0, "step"), "read", "checks.right: there is no such step (found read)"),
        (("checks", 0, "step"), "think", "no check of this step looks at it (found right)"),
        (("checks", 0, "id"), "wrong", "checks.wrong: no sentence asks for it"),
        (("near_misses",), FACTS["near_misses"][:2], "near_misses: a lab with checks has at least 3 (found 2)"),
        (("near_misses", 0, "check"), "left", "near_misses.near-miss-off: there is no such check (found left)"),
        (("near_misses", 0, "says"), "nothing", "near_misses.near-miss-off.says: en.yml has no such saying"),
        (("near_misses", 0, "folder"), "near-miss-of", "near_misses.near-miss-of: there is no such folder"),
        (("steps", 0, "run"), "docker-compose up", "steps.think: sends somebody to what is no longer kept"),
    ],
)
def test_in_the_facts(shelf: Shelf, library: Library, at: tuple[str | int, ...], value: Any, wrong: str) -> None:
    shelf.change("lab.yml", at, value)
    assert any(wrong in each for each in found(shelf, library)), found(shelf, library)


@pytest.mark.parametrize(
    ("file", "at", "value", "wrong"),
    [
        ("en.yml", ("steps", "think", "do"), "You must think.", 'a "must" sentence stands in `must`, with its check'),
        ("zh-Hant.yml", ("steps", "think", "look"), "必須想。", 'a "must" sentence stands in `must`'),
        ("zh-Hans.yml", ("steps", "write", "must", "right"), "要写 42", 'does not say "must"'),
        ("zh-Hant.yml", ("steps", "think", "do"), "数据庫", "has the Simplified 数"),
        ("zh-Hans.yml", ("mistake",), "資料", "has the Traditional 資"),
        ("zh-Hans.yml", ("done",), "Done.", "is not written in Chinese"),
        ("zh-Hant.yml", ("says", "other", "found"), "{answer}", "does not take the facts of en.yml"),
        ("zh-Hant.yml", ("says", "other", "found"), "{answer", "has braces that cannot be read"),
        ("en.yml", ("solution",), "Serve it with TorchServe.", "sends somebody to what is no longer kept"),
    ],
)
def test_in_the_words(
    shelf: Shelf, library: Library, file: str, at: tuple[str, ...], value: str, wrong: str
) -> None:  # fmt: skip
    shelf.change(file, at, value)
    assert any(file in each and wrong in each for each in found(shelf, library)), found(shelf, library)


def test_a_step_without_words_and_words_without_a_step(shelf: Shelf, library: Library) -> None:
    shelf.change("zh-Hans.yml", ("steps", "think"), None)
    assert any("zh-Hans.yml: steps: stands in only one of" in each for each in found(shelf, library))


def test_an_unknown_property_and_a_missing_language_fail(shelf: Shelf, library: Library) -> None:
    shelf.change("en.yml", ("hint",), "4")
    (shelf.folder / "zh-Hant.yml").unlink()
    told = found(shelf, library)
    assert any("en.yml: hint: Extra inputs are not permitted" in each for each in told)
    assert any("zh-Hant.yml: file: No such file" in each for each in told)
    shelf.change("lab.yml", ("author",), "me")
    with pytest.raises(BrokenSeeds, match=r"docker-working/lab.yml: author: Extra inputs"):
        read_labs(shelf.root)


@pytest.mark.parametrize(
    ("at", "value"),
    [(("minutes",), 19), (("minutes",), 91), (("memory",), 5), (("steps",), FACTS["steps"][:1] * 2), (("version",), 0)],
)
def test_what_the_shape_refuses(shelf: Shelf, at: tuple[str, ...], value: Any) -> None:
    shelf.change("lab.yml", at, value)
    with pytest.raises(BrokenSeeds):
        read_labs(shelf.root)


@pytest.mark.parametrize(
    ("raised", "wrong"),
    [
        ('Miss("another", said=1)', "check.py: line 5: en.yml has no such saying (found another)"),
        ('Miss("other", told=1)', "check.py: line 5: other lacks (found said)"),
        ("Miss('other'", "check.py: file: cannot be read"),
    ],
)
def test_a_check_that_hands_on_other_facts_than_its_saying_takes(
    shelf: Shelf, library: Library, raised: str, wrong: str
) -> None:
    shelf.text("check.py", f'from rung_check import *\n\n@check("right")\ndef right():\n    raise {raised}\n')
    assert any(wrong in each for each in found(shelf, library)), found(shelf, library)


def test_a_check_may_put_its_saying_together(shelf: Shelf, library: Library) -> None:
    shelf.text("check.py", 'from rung_check import *\nkind = "other"\nMiss(kind, said=1)\nMiss("other", **{})\n')
    assert found(shelf, library) == []


def test_files_that_nothing_speaks_of(shelf: Shelf, library: Library) -> None:
    shelf.text("notes.txt", "x")
    shelf.text("start/README.md", "x")
    shelf.text("start/brief.en.md", "x")
    told = found(shelf, library)
    assert any("nothing in lab.yml speaks of it (found notes.txt)" in each for each in told)
    assert any("every lab gets a file of that name from us (found README.md)" in each for each in told)
    assert any("is not there in all three languages (found brief.en.md)" in each for each in told)


def test_prerequisites_that_go_round(shelf: Shelf, library: Library) -> None:
    other = shelf.folder.parent / "helm-working"
    shelf.folder.rename(other)
    shelf.folder = other
    shelf.change("lab.yml", ("id",), "helm-working")
    shelf.change("lab.yml", ("skill",), "helm")
    shelf.change("lab.yml", ("prerequisites",), {"docker": "working"})
    assert found(shelf, library) == []
    again = Shelf.__new__(Shelf)
    again.root, again.folder = shelf.root, shelf.root / "labs" / LAB
    for path in [each for each in other.rglob("*") if each.is_file()]:
        again.text(path.relative_to(other).as_posix(), path.read_text(encoding="utf-8"))
    again.change("lab.yml", ("id",), LAB)
    again.change("lab.yml", ("skill",), "docker")
    again.change("lab.yml", ("prerequisites",), {"helm": "working"})
    assert any("go round in a circle" in each for each in found(shelf, library))
