"""Requirements are exact and hashed, and no file knows a registry's address or somebody's machine."""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT, text_files

FILES = ["requirements.txt", "requirements-dev.txt"]
PINNED = re.compile(r"[A-Za-z0-9][\w.-]*(\[[\w,-]+\])?==[\w.+!]+( ; .+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")

# A project's page (…/project/name/) is for people to read, and may be the source of a note.
REGISTRIES = re.compile(
    r"pypi\.org(?!/project/)|pypi\.python\.org|pythonhosted\.org|registry\.(?:npmjs\.org|yarnpkg\.com)|proxy\.golang\.org"
    r"|--(?:extra-)?index-url|PIP_INDEX_URL|UV_(?:DEFAULT_)?INDEX(?:_URL)?\s*="
)
# A path on the machine of whoever wrote the line; a path of a container is written only in its own files.
MACHINE = re.compile(r"(?<![\w.$*~}:)/-])/(?:work|opt|root|home|tmp|Users|private|mnt)(?=/|\b)(?!\()")
IN_A_CONTAINER = re.compile(r"/(?:opt|tmp)(?=/|\b)|/root/\.cache")
IGNORES = {".gitignore", ".dockerignore"}  # a leading slash means the project's own root there


def logical_lines(name: str) -> list[str]:
    """The requirements of a file, each with its continuation lines, without comments."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_one_exact_version_with_hashes(name: str) -> None:
    lines = logical_lines(name)
    assert len(lines) > 20
    for line in lines:
        wanted, *hashes = re.split(r"\s+(?=--hash)", line)
        assert PINNED.fullmatch(wanted.strip()), line
        assert hashes, line
        assert all(HASH.fullmatch(each.strip()) for each in hashes), line


@pytest.mark.parametrize("name", [*FILES, "requirements.in", "requirements-dev.in"])
def test_requirements_name_no_address(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_what_is_asked_for_is_what_is_pinned() -> None:
    for source, locked in (("requirements.in", "requirements.txt"), ("requirements-dev.in", "requirements-dev.txt")):
        asked = {_package(line) for line in logical_lines(source) if not line.startswith("-c ")}
        pinned = {_package(line) for line in logical_lines(locked)}
        assert asked <= pinned, f"{locked} is older than {source}; run `make lock`"


def test_both_files_agree_on_every_version() -> None:
    versions: dict[str, set[str]] = {}
    for name in FILES:
        for line in logical_lines(name):
            versions.setdefault(_package(line), set()).add(line.split("==")[1].split()[0])
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def _package(line: str) -> str:
    return re.split(r"[\[=<>; ]", line, maxsplit=1)[0].lower().replace(".", "-").replace("_", "-")


def test_no_file_names_a_package_registry() -> None:
    assert _lines_with(REGISTRIES) == []


def test_no_file_names_a_path_of_somebody_s_machine() -> None:
    """Labs are about containers too, whose own folders are part of what somebody works on; nothing else is."""
    found = _lines_with(MACHINE)
    of_labs = [line for line in found if line.startswith("seeds/labs/")]
    assert [line for line in found if line not in of_labs] == []
    assert [line for line in of_labs if MACHINE.search(IN_A_CONTAINER.sub("", line))] == []


@pytest.mark.parametrize("line", ["see /" + "tmp/x", "cd /" + "work", "`/" + "root/.cache`", '"/' + 'opt/rung"'])
def test_such_paths_are_found(line: str) -> None:
    assert MACHINE.search(line)


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in text_files()
        if name.rsplit("/", 1)[-1] not in IGNORES and name != "tests/house/test_requirements.py"
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
