"""The project's own files, read as text and as syntax trees."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("bot", "jobs", "sandbox", "skills", "storage")
_OF_A_LAB = re.compile(r"^seeds/labs/[^/]+/(start|solution|near-miss-[^/]+)/")
_KEPT_OUT = {".git", ".venv", "build", "dist", "node_modules", "__pycache__"}


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's target: which file imports which module, by its full dotted name."""

    file: str
    module: str

    @property
    def top(self) -> str:
        """The first part of the module's name."""
        return self.module.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.file} imports {self.module}"


def python_files(*folders: str) -> list[Path]:
    """Every Python file under these folders of the project, sorted; the files people work on in labs are not ours."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if not _OF_A_LAB.search(name_of(path)))


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name_of(path: Path) -> str:
    """A file's path as people say it: from the project's root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def imports(*folders: str) -> list[Import]:
    """Every import in these folders, wherever in a file it stands; relative ones with their full name."""
    return [Import(name_of(path), module) for path in python_files(*folders) for module in _modules(path)]


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            # `from bot import slack` imports bot.slack, if there is such a module.
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names if _is_module(f"{module}.{alias.name}"))


def _is_module(dotted: str) -> bool:
    path = ROOT.joinpath(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


@functools.cache
def text_files() -> tuple[tuple[str, str], ...]:
    """(path, text) of every file that belongs to the project and is text: tracked, or new and not ignored."""
    found = []
    for path in _belonging():
        try:
            found.append((name_of(path), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture or a font
    return tuple(found)


def _belonging() -> list[Path]:
    listing = ("git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    try:
        names = subprocess.run(listing, capture_output=True, check=True, timeout=10).stdout.decode().split("\0")
    except (OSError, subprocess.SubprocessError):  # an unpacked archive has no git
        every = (path for path in ROOT.rglob("*") if path.is_file())
        return sorted(path for path in every if _KEPT_OUT.isdisjoint(path.relative_to(ROOT).parts))
    return sorted(path for name in names if name and (path := ROOT / name).is_file())
