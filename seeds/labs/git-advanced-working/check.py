"""Reads the history of the branch drift-alert in the folder repo; changes nothing there."""

import re

from rung_check import FOLDER, Miss, check, load, main, run

MAIN = "22c75a43cb113f8f1965847b0df1d50d9b109f5b"
NOISE = re.compile(r"^(wip|debug|fix typo|remove debug|fixup!|squash!|amend!)", re.IGNORECASE)


def git(*arguments):
    """What git answers, or None when it refuses."""
    ended = run("git", "-C", "repo", *arguments)
    return ended.stdout.replace("\r\n", "\n") if ended.returncode == 0 else None


def commits():
    """(hash, author's address, first line) of the branch's commits on top of main, the oldest first."""
    if not (FOLDER / "repo" / ".git").exists():
        raise Miss("no-repo")
    listed = git("log", "--reverse", "--format=%H%x09%ae%x09%s", f"{MAIN}..refs/heads/drift-alert")
    if listed is None:
        raise Miss("no-branch")
    return [tuple(line.split("\t", 2)) for line in listed.splitlines()]


@check("main-kept")
def main_kept():
    commits()
    if (git("rev-parse", "refs/heads/main") or "").strip() != MAIN:
        raise Miss("main-moved")
    if (git("merge-base", MAIN, "refs/heads/drift-alert") or "").strip() != MAIN:
        raise Miss("main-moved")


@check("recovered")
def recovered():
    for commit, author, _ in commits():
        files = (git("show", "--format=", "--name-only", commit) or "").split()
        if author == "meiling@example.com" and "psi.py" in files:
            return
    raise Miss("not-hers")


@check("tidy")
def tidy():
    found = commits()
    if not 3 <= len(found) <= 6:
        raise Miss("not-so-many", count=len(found))
    for commit, _, subject in found:
        if NOISE.match(subject):
            raise Miss("noise", subject=subject)
        if "DEBUG" in (git("show", f"{commit}:psi.py") or ""):
            raise Miss("debug-inside", subject=subject)
        files = set((git("show", "--format=", "--name-only", commit) or "").split())
        if {"psi.py", "alerts.yml"} <= files:
            raise Miss("mixed", subject=subject)


@check("same-files")
def same_files():
    commits()
    made = load("make_repo.py", "EMPTY", "TEST_EMPTY", "ALERTS", "README_ALERTS")
    wanted = {"psi.py": made.EMPTY, "test_psi.py": made.TEST_EMPTY, "README.md": made.README_ALERTS,
              "alerts.yml": made.ALERTS.replace("featurse", "features")}  # fmt: skip
    for name, text in wanted.items():
        if (git("show", f"refs/heads/drift-alert:{name}") or "").split() != text.split():
            raise Miss("other-content", file=name)


main()
