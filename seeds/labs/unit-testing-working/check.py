"""Runs test_clean.py on clean.py, and on copies of clean.py with one planted bug each."""

import hashlib
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

# What each requirement wants caught: (text of clean.py, what a bug makes of it).
BUGS = {
    "empty": [
        ('    if not text or not text.strip():\n        return ""', '    if not text:\n        return ""\n    if not text.strip():\n        return text'),
        ('    if not text or not text.strip():\n        return ""', '    if not text or not text.strip():\n        return None'),
        ("    if not text or not text.strip():", "    if not text.strip():"),
    ],
    "long": [
        ("kept = text[:limit]", "kept = text[: limit + 1]"),
        ("if _latin(kept[-1:]) and _latin(text[limit]):", "if False:"),
        ("if _latin(kept[-1:]) and _latin(text[limit]):", "if _latin(kept[-1:]):"),
    ],
    "mixed": [
        ("text.translate(_WIDE).translate(_HIDDEN)", "text.translate(_WIDE)"),
        ("text.translate(_WIDE).translate(_HIDDEN)", "text.translate(_HIDDEN)"),
        ('r"(?<=[\\u4e00-\\u9fff]) (?=[\\u4e00-\\u9fff])"', 'r"(?<=[\\u4e00-\\u9fff]) "'),
        ('_BETWEEN_CHINESE.sub("", text)', 're.sub("([\\u4e00-\\u9fff]) ([\\u4e00-\\u9fff])", r"\\1\\2", text)'),
        ('r"[ \\t]+"', 'r"\\s+"'),
        ("if line not in boilerplate", "if not any(each in line for each in boilerplate)"),
    ],
}  # fmt: skip
AS_IT_CAME = "06dd5fccaa30a6ec531a7e99ba53d38f1c9d9151f1e3c417dc711bd9f68f13cf"
RUNNER = """
import os, socket, sys
os.chdir(sys.argv[1])
def refuse(*_, **__):
    with open("network.txt", "a") as note:
        note.write("tried")
    raise OSError("no network in a unit test")
socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
import pytest
sys.exit(pytest.main(["-p", "no:cacheprovider", "--rootdir", ".", *sys.argv[2:], "test_clean.py"]))
"""


def tried(source, *arguments):
    """The exit code and output of the tests beside a clean.py of this source, and whether they reached for a network."""
    read("test_clean.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py", "clean.py"):
                shutil.copy(path, folder)
        (folder / "clean.py").write_text(source, encoding="utf-8")
        ended = run(sys.executable, "-c", RUNNER, name, *arguments, env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"})
        return ended.returncode, ended.stdout, (folder / "network.txt").exists()


def original():
    source = read("clean.py")
    if hashlib.sha256(source.encode()).hexdigest() != AS_IT_CAME:
        raise Miss("clean-changed")
    return source


@cache
def as_it_is():
    return tried(original(), "-q", "--tb=line")


def passing():
    code, said, _ = as_it_is()
    if code == 5:
        raise Miss("no-tests")
    if code != 0:
        lines = said.splitlines()
        named = [line for line in lines if line.startswith(("FAILED", "ERROR "))]  # they say which test
        raise Miss("not-green", line=(named or [line for line in lines if line.startswith("E ")] or lines or ["?"])[0])


@check("passes")
def passes():
    passing()


@check("no-network")
def no_network():
    if as_it_is()[2]:
        raise Miss("touches-network")
    passing()


@check("cases")
def cases():
    _, said, _ = tried(original(), "--collect-only", "-q")
    found = [line for line in said.splitlines() if line.startswith("test_clean.py::")]
    listed = [line for line in found if "[" in line]
    if len(found) < 12 or len(listed) < 8:
        raise Miss("few-cases", cases=len(found), listed=len(listed))


def catches(kind):
    passing()
    for before, after in BUGS[kind]:
        source = original()
        code, _, _ = tried(source.replace(before, after), "-q", "-x")
        if code == 0:
            raise Miss("survived", before=before, after=after)


@check("empty")
def empty():
    catches("empty")


@check("long")
def long():
    catches("long")


@check("mixed")
def mixed():
    catches("mixed")


main()
