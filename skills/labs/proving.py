"""Proves a lab's check: the solution passes, the untouched start fails, and each near miss fails as it should.

Packages are fetched first; everything that is run afterwards has no network but the loopback.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from skills.labs.packing import files_of, in_language
from skills.labs.shelf import Lab

LONGEST = 240  # seconds for one run of a check
SOLVE = "_solve.py"  # run in the folder before the check where a solution is something done, not something written
_OFFLINE = ("unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")


@dataclass(frozen=True, slots=True)
class Trial:
    """One run of a check: of the solution, the start or a near miss; `wrong` is empty when it went as it should."""

    lab: str
    name: str
    wrong: str


class CannotProve(Exception):  # noqa: N818  # it reads as what it is
    """The tools of a lab cannot be had here; the text says which and what was said of them."""


def prove(lab: Lab) -> Iterator[Trial]:
    """Every trial of a lab in a clean folder of its own; raises CannotProve when its tools cannot be had."""
    with tempfile.TemporaryDirectory(prefix="rung-lab-", ignore_cleanup_errors=True) as temporary:
        python = _python_with_tools(lab, Path(temporary))
        start = _folder(lab, Path(temporary) / "start", with_solution=False)
        yield Trial(lab.id, "start", _expect_failure(_results(python, start), None, None))
        solved = _folder(lab, Path(temporary) / "solution")
        yield Trial(lab.id, "solution", _expect_success(_results(python, solved)))
        for miss in lab.facts.near_misses:
            folder = _folder(lab, Path(temporary) / miss.folder, miss.folder, miss.without)
            yield Trial(lab.id, miss.folder, _expect_failure(_results(python, folder), miss.check, miss.says))


def _folder(lab: Lab, folder: Path, other: str = "", without: tuple[str, ...] = (), with_solution: bool = True) -> Path:
    files = files_of(lab, "en")
    if with_solution:
        files |= in_language(lab.folder / "solution", "en")
    if other:
        files |= in_language(lab.folder / other, "en")
    for name, content in files.items():
        if name not in without:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return folder


def _python_with_tools(lab: Lab, temporary: Path) -> Path:
    """A fresh Python with the lab's pinned packages; npm packages go beside it, where its folder's parent has them."""
    home = temporary / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    packages = [f"{tool.name}=={tool.version}" for tool in lab.facts.tools if tool.registry == "pypi"]
    if packages:
        uv = Path(sys.executable).with_name("uv")
        # What the system trusts, as pip does: many companies sit behind a certificate of their own.
        _fetch([str(uv), "pip", "install", "--quiet", "--system-certs", "--python", str(python), *packages], temporary)
    packages = [f"{tool.name}@{tool.version}" for tool in lab.facts.tools if tool.registry == "npm"]
    if packages:
        _fetch(["npm", "install", "--silent", "--no-audit", "--no-fund", *packages], temporary)
    return python


def _fetch(command: list[str], folder: Path) -> None:
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotProve(f"{command[0]}: {error}") from error
    if ended.returncode != 0:
        raise CannotProve(" ".join(ended.stderr.split())[-400:])


def _results(python: Path, folder: Path) -> list[dict[str, object]] | str:
    """What check.py found, requirement by requirement, or what went wrong with running it."""
    solve = folder / SOLVE
    if solve.exists():
        if (said := _run(python, folder, SOLVE)).returncode != 0:
            return f"{SOLVE} failed: {said.stderr[-400:]}"
        solve.unlink()
    ended = _run(python, folder, "check.py", "--json")
    try:
        results: list[dict[str, object]] = json.loads(ended.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return f"check.py ended with {ended.returncode}: {(ended.stderr or ended.stdout)[-400:]}"
    return results


def _run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*offline(), str(python), *arguments]
    path = os.pathsep.join([str(python.parent), str(folder.parent / "node_modules" / ".bin"), os.environ["PATH"]])
    settings = {"PATH": path, "HOME": str(folder.parent), "PYTHONUTF8": "1", "VIRTUAL_ENV": str(python.parent.parent)}
    try:
        return subprocess.run(
            command, cwd=folder, env=settings, capture_output=True, text=True, timeout=LONGEST, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", f"ran longer than {LONGEST} seconds")


def offline() -> tuple[str, ...]:
    """What to put before a command so that it has no network but the loopback; empty where the system cannot."""
    if shutil.which("unshare") and shutil.which("ip"):
        tried = subprocess.run([*_OFFLINE, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return _OFFLINE
    return ()


def _expect_success(results: list[dict[str, object]] | str) -> str:
    if isinstance(results, str):
        return results
    missed = [f"{each['check']}: {each['says']}: {each['found']}" for each in results if not each["met"]]
    return "; ".join(missed)


def _expect_failure(results: list[dict[str, object]] | str, check: str | None, says: str | None) -> str:
    if isinstance(results, str):
        return results
    missed = [(each["check"], each["says"]) for each in results if not each["met"]]
    if any(said == "tripped" for _, said in missed):
        return "the check stumbled: " + "; ".join(
            str(each["found"]) for each in results if each.get("says") == "tripped"
        )
    if not missed:
        return "passes, though it should not"
    if check is None or (check, says) in missed:
        return ""
    return f"should fail {check} with {says}; failed {', '.join(f'{one} with {other}' for one, other in missed)}"
