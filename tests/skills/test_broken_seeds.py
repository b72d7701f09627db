"""Broken seeds: everything that is wrong is told at once, each with file, property and value."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from skills.library import open_library
from skills.reading import SEEDS, BrokenSeeds, Problem


class Bench:
    """A copy of the seeds to break, and what is then said about it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, file: str, old: str, new: str) -> None:
        """Put `new` in the place of the first `old`."""
        text = (self.root / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer has {old!r}"
        (self.root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, file: str, line: str) -> None:
        """Write a line at the end of a file."""
        with (self.root / file).open("a", encoding="utf-8") as text:
            text.write(f"{line}\n")

    def replace(self, file: str, name: str, value: str) -> None:
        """Give a one-line property another value, whether the file had it or not."""
        lines = (self.root / file).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{name}:")]
        (self.root / file).write_text("\n".join([*kept, f"{name}: {value}", ""]), encoding="utf-8")

    def cut(self, file: str, beginning: str) -> None:
        """Drop the rest of a file, from where `beginning` stands."""
        before, found, _ = (self.root / file).read_text(encoding="utf-8").partition(beginning)
        assert found, f"{file} no longer has {beginning!r}"
        (self.root / file).write_text(before, encoding="utf-8")

    def complaints(self) -> list[Problem]:
        """Open the library and hand back the problems of the one error."""
        with pytest.raises(BrokenSeeds) as broken:
            open_library(self.root)
        problems = broken.value.problems
        assert str(broken.value).splitlines() == [str(problem) for problem in problems]
        return problems


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(Path(shutil.copytree(SEEDS, tmp_path / "seeds")))


def told(problems: list[Problem], file: str, part: str, *said: str) -> bool:
    """Whether one problem names this file and property and says all of this."""
    about = [str(each) for each in problems if each.file == file and part in each.property]
    return any(all(word in line for word in said) for line in about)


def test_slips_in_many_files_are_told_together(bench: Bench) -> None:
    bench.add("skills/docker.yml", "colour: blue")
    bench.edit("skills/mlflow.yml", "near: [weights-and-biases, tensorboard, dvc]", "near: weights-and-biases")
    bench.edit("skills/redis.yml", "kind: ", "kind: gadget # was ")
    bench.edit("skills/git.yml", "names:\n  en: ", 'names:\n  en: "" # was ')
    bench.edit("sources.yml", "language: zh-Hant", "language: zh-TW")
    bench.edit("roles/mlops-engineer.yml", "letters: AWAEE", "letters: AWXEE")
    bench.edit("paths/backend-to-mlops.yml", "to_role:", "to_rôle:")
    bench.edit("shared-aliases.yml", "argo: [argo-workflows, argocd]", "argo: [argocd]")
    (bench.root / "skills" / "sql.yml").write_text("kind: [skill\nnames: {", encoding="utf-8")
    (bench.root / "skills" / "java.yml").write_bytes(b"kind: skill\nnames: {en: \xff\xfe}\n")
    (bench.root / "skills" / "go.yml").write_text("", encoding="utf-8")
    (bench.root / "skills" / "react.yml").write_text("- a list\n- of words\n", encoding="utf-8")

    problems = bench.complaints()

    assert told(problems, "skills/docker.yml", "colour", "Extra inputs are not permitted", "'blue'")
    assert told(problems, "skills/mlflow.yml", "near", "array", "'weights-and-biases'")
    assert told(problems, "skills/redis.yml", "kind", "'skill', 'tool'", "'gadget'")
    assert told(problems, "skills/git.yml", "names.en", "at least 1 character", "''")
    assert told(problems, "sources.yml", "documents.0.language", "'zh-TW'")
    assert told(problems, "roles/mlops-engineer.yml", "matrix.categories.0.rows.0.letters", "'AWXEE'")
    assert told(problems, "paths/backend-to-mlops.yml", "to_rôle", "not permitted", "'mlops-engineer'")
    assert told(problems, "paths/backend-to-mlops.yml", "to_role", "required")
    assert told(problems, "shared-aliases.yml", "shared.argo", "at least 2 items", "'argocd'")
    assert told(problems, "skills/sql.yml", "file", "line 2")
    assert told(problems, "skills/java.yml", "file", "#x00ff", "position 24")
    assert told(problems, "skills/go.yml", "file", "None")
    assert told(problems, "skills/react.yml", "file", "'a list'")
    assert len({problem.file for problem in problems}) == 12


def test_what_does_not_fit_together_is_told_together(bench: Bench) -> None:
    bench.edit("skills/mlflow.yml", "near: [weights-and-biases,", "near: [mlflow, weights-and-bias,")
    bench.edit("skills/docker.yml", "aliases: [", "aliases: [TerraForm, ")
    bench.edit("skills/drift-detection.yml", "zh-Hans: 漂移检测", "zh-Hans: 漂移檢測")
    bench.replace("skills/sql.yml", "needs", "[mysql]")
    bench.replace("skills/mysql.yml", "needs", "[sql]")
    bench.cut("skills/postgresql.yml", "depths:")
    bench.edit("shared-aliases.yml", "argo: [argo-workflows,", "argo: [argo-workflow,")
    bench.edit("roles/mlops-engineer.yml", "cells: 280", "cells: 281")
    bench.edit("paths/backend-to-mlops.yml", "mentions: [", "mentions: [dockers, ")

    problems = bench.complaints()

    assert told(problems, "skills/mlflow.yml", "near", "no such skill", "weights-and-bias")
    assert told(problems, "skills/mlflow.yml", "near", "cannot point to itself", "mlflow")
    assert told(problems, "skills/terraform.yml", "aliases", "already means docker", "Terraform") or told(
        problems, "skills/docker.yml", "aliases", "already means terraform", "TerraForm"
    )
    assert told(problems, "skills/drift-detection.yml", "names.zh-Hans", "檢測", "漂移檢測")
    circle = [each for each in problems if "circle" in each.wrong]
    assert [(each.file, each.property) for each in circle] in (
        [("skills/sql.yml", "needs")],
        [("skills/mysql.yml", "needs")],
    )
    assert "sql → mysql" in circle[0].value or "mysql → sql" in circle[0].value
    assert told(problems, "skills/postgresql.yml", "depths", "needs all four depths")
    assert told(problems, "shared-aliases.yml", "shared.argo", "no such skill", "argo-workflow")
    assert told(problems, "roles/mlops-engineer.yml", "matrix.cells", "280", "281")
    assert told(problems, "paths/backend-to-mlops.yml", "step:backend-to-mlops/1", "no such skill", "dockers")


def test_a_missing_depth_names_the_property(bench: Bench) -> None:
    bench.cut("skills/docker.yml", "  expert:")
    assert told(bench.complaints(), "skills/docker.yml", "depths.expert", "Field required")


def test_a_simplified_character_in_traditional_text(bench: Bench) -> None:
    bench.edit("skills/drift-detection.yml", "zh-Hant: 漂移偵測", "zh-Hant: 漂移侦測")
    assert told(bench.complaints(), "skills/drift-detection.yml", "names.zh-Hant", "侦")


def test_a_level_nobody_has(bench: Bench) -> None:
    bench.edit("roles/mlops-engineer.yml", "level: roadmap-junior", "level: apprentice")
    assert told(bench.complaints(), "roles/mlops-engineer.yml", ".level", "no such level", "apprentice")


def test_a_new_chinese_name_asks_for_a_new_fold_table(bench: Bench) -> None:
    bench.edit("skills/docker.yml", "zh-Hant: ", "zh-Hant: 鯨魚 # ")
    assert told(bench.complaints(), "fold.json", "pinyin", "skills/docker.yml", "make fold", "鯨魚")


@pytest.mark.parametrize("file", ["sources.yml", "shared-aliases.yml", "fold.json", "questions.yml"])
def test_a_missing_file_is_named(bench: Bench, file: str) -> None:
    (bench.root / file).unlink()
    assert told(bench.complaints(), file, "file", file)


@pytest.mark.parametrize("folder", ["skills", "roles", "paths"])
def test_an_empty_folder_is_named(bench: Bench, folder: str) -> None:
    shutil.rmtree(bench.root / folder)
    assert told(bench.complaints(), f"{folder}/", "files", "there are none")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        pytest.param("fold.json", "{", id="half a table"),
        pytest.param("fold.json", "[]", id="a list for a table"),
        pytest.param("questions.yml", "fillers: [a", id="half a list of words"),
        pytest.param("questions.yml", "fillers: [a]", id="one list of words of five"),
        pytest.param("questions.yml", "fillers: 1\nparticles: 2\noff_topic: 3", id="numbers for words"),
        pytest.param("skills/docker.yml", "&loop [*loop]", id="a list that holds itself"),
        pytest.param("skills/docker.yml", "1: one\na: two", id="a number for a property"),
    ],
)
def test_an_unreadable_file_is_named_and_nothing_else_goes_wrong(bench: Bench, file: str, content: str) -> None:
    (bench.root / file).write_text(content, encoding="utf-8")
    assert file in {problem.file for problem in bench.complaints()}


def test_names_do_not_depend_on_where_the_seeds_stand(bench: Bench, tmp_path: Path) -> None:
    bench.edit("sources.yml", "language: zh-Hant", "language: zh-TW")
    elsewhere = Bench(bench.root.rename(tmp_path / "facts"))
    assert {problem.file for problem in elsewhere.complaints()} == {"sources.yml"}
