"""The check on somebody's laptop: what it says of wrong folders, wrong Pythons, odd files and broken work."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from skills.labs.packing import Ticket, archive, files_of
from tests.skills.bench_of_labs import LAB, Shelf

ALL_MET = "1 of 1 requirements met."


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "seeds")


@pytest.fixture
def folder(shelf: Shelf, tmp_path: Path) -> Path:
    """The lab as it was unpacked, in a folder whose name is awkward."""
    return unpack(shelf, tmp_path / "my labs 練習")


def unpack(shelf: Shelf, folder: Path, language: str = "en") -> Path:
    for name, content in files_of(shelf.lab(), language).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def run(folder: Path, *arguments: str, cwd: Path | None = None) -> tuple[int, str]:
    """The exit code and what was printed."""
    command = [sys.executable, str(folder / "check.py"), *arguments]
    ran = subprocess.run(
        command, cwd=cwd or folder, capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    return ran.returncode, ran.stdout + ran.stderr


def test_asked_expected_found_and_which_hint(folder: Path) -> None:
    (folder / "answer.txt").write_text("41")
    code, said = run(folder)
    assert code == 1
    assert said.splitlines() == [
        "✗ answer.txt must say 42",
        "    Expected: 42",
        "    Found: 41",
        "    Hint 1 helps: /lab hint 1 in the chat, or python check.py --hint 1 here.",
        "",
        "0 of 1 requirements met.",
    ]
    assert run(folder, "--hint", "3") == (0, "Write 42.\n")


@pytest.mark.parametrize("written", [b"42\r\n", b"\xef\xbb\xbf42\n", b"42\r", "42\r\n".encode("utf-16")])
def test_odd_line_ends_and_marks_do_no_harm(folder: Path, written: bytes) -> None:
    (folder / "answer.txt").write_bytes(written)
    code, said = run(folder)
    assert (code, ALL_MET in said) == (0, True)


@pytest.mark.parametrize(
    ("written", "expected", "found"),
    [
        (None, "a file answer.txt in the lab's folder", "there is none"),
        (b" \n", "something written in answer.txt", "the file is empty"),
        (b"\xff\xfe\xff", "answer.txt as UTF-8 text", "bytes that are no text"),
        (b"\x80\x81", "answer.txt as UTF-8 text", "bytes that are no text"),
    ],
)
def test_files_that_cannot_be_read(folder: Path, written: bytes | None, expected: str, found: str) -> None:
    if written is not None:
        (folder / "answer.txt").write_bytes(written)
    code, said = run(folder)
    assert code == 1
    assert f"Expected: {expected}" in said
    assert f"Found: {found}" in said


def test_it_may_be_run_from_anywhere(folder: Path, tmp_path: Path) -> None:
    (folder / "answer.txt").write_text("42")
    assert run(folder, cwd=tmp_path)[0] == 0


def test_a_check_without_its_lab_says_what_to_do(folder: Path) -> None:
    (folder / "lab.json").unlink()
    code, said = run(folder)
    assert code == 1
    assert "lab.json is not beside check.py" in said
    assert "Unpack the lab again" in said


def test_a_python_without_the_tools_is_told(folder: Path) -> None:
    lab = json.loads((folder / "lab.json").read_text(encoding="utf-8"))
    lab["tools"] = [{"name": "no-such-tool-anywhere", "version": "1.0"}]
    (folder / "lab.json").write_text(json.dumps(lab), encoding="utf-8")
    code, said = run(folder)
    assert code == 2
    assert f"This Python ({sys.executable}) lacks no-such-tool-anywhere==1.0." in said
    assert "virtual environment" in said


def test_an_old_python_is_told(folder: Path) -> None:
    kit = (folder / "rung_check.py").read_text(encoding="utf-8")
    (folder / "rung_check.py").write_text(kit.replace("OLDEST = (3, 10)", "OLDEST = (9, 9)"), encoding="utf-8")
    code, said = run(folder)
    assert code == 1
    assert "This lab needs Python 9.9 or newer" in said


@pytest.mark.parametrize(
    ("body", "expected", "found"),
    [
        ('python("work.py")', "python work.py to end without an error", "ValueError: not today"),
        ('load("work.py", "answer")', "import work.py to end without an error", "ValueError: not today"),
        ('load("fine.py", "answer")', "answer defined in fine.py", "the file does not define it"),
        ('run("no-such-command")', "no-such-command installed and on the path", "no such command"),
        ('python("slow.py", seconds=0.5)', "python slow.py to end within 0.5 seconds", "it was still running"),
        ('read_json("fine.py")', "fine.py as JSON", "Expecting value"),
    ],
)
def test_what_the_work_may_do_wrong(folder: Path, body: str, expected: str, found: str) -> None:
    (folder / "work.py").write_text("raise ValueError('not today')")
    (folder / "fine.py").write_text("x = 1")
    (folder / "slow.py").write_text("import time\ntime.sleep(30)")
    lines = [
        "from rung_check import *",
        "import rung_check",
        "@check('right')",
        "def right():",
        f"    {body}",
        "main()",
    ]
    (folder / "check.py").write_text("\n".join(lines))
    code, said = run(folder)
    assert code == 1
    assert f"Expected: {expected}" in said
    assert f"Found: {found}" in said


def test_a_check_that_stumbles_owns_up(folder: Path) -> None:
    (folder / "check.py").write_text("from rung_check import *\n@check('right')\ndef right():\n    1 / 0\nmain()\n")
    code, said = run(folder)
    assert code == 1
    assert "The check itself stumbled (ZeroDivisionError: division by zero). That is ours to mend: /lab report" in said


def test_the_archive_is_one_folder_and_always_the_same_bytes(shelf: Shelf) -> None:
    shelf.text("start/brief.en.md", "in English")
    shelf.text("start/brief.zh-Hant.md", "中文")
    shelf.text("start/brief.zh-Hans.md", "中文")
    ticket = Ticket("a1b2", "00" * 16)
    packed = archive(shelf.lab(), "zh-Hant", ticket)
    assert packed == archive(shelf.lab(), "zh-Hant", ticket)
    with zipfile.ZipFile(io.BytesIO(packed)) as opened:
        names = opened.namelist()
        assert names == [f"{LAB}/{each}" for each in sorted(
            ["README.md", "brief.md", "check.py", "lab.json", "rung_check.py"])]  # fmt: skip
        assert opened.read(f"{LAB}/brief.md").decode() == "中文"
        assert "solution" not in str(names)


def test_the_page_has_everything_to_read(shelf: Shelf) -> None:
    shelf.change("lab.yml", ("steps", 0, "run"), "echo ```\n")
    shelf.change("lab.yml", ("steps", 1, "write"), {"path": "answer.txt", "text": "42\n"})
    read = files_of(shelf.lab(), "en")["README.md"].decode()
    for part in (
        "# Answer", "## 1. Write (10 min)", "````\necho ```\n````", "Write `answer.txt`:", "- answer.txt must",
        "python check.py", "<summary>Hint 3</summary>", "<summary>Solution</summary>", "## Clean up",
    ):  # fmt: skip
        assert part in read


def test_every_language_of_the_kit_says_the_same_things(shelf: Shelf) -> None:
    english = json.loads(files_of(shelf.lab(), "en")["lab.json"])["kit"]
    for language in ("zh-Hant", "zh-Hans"):
        other = json.loads(files_of(shelf.lab(), language)["lab.json"])["kit"]
        assert set(other) == set(english)
        assert set(other["says"]) == set(english["says"])
