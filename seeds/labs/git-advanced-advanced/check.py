"""Lets evaluate.py judge commits of two repositories it has not seen, and a whole bisection on one of them."""

import re
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, load, main, read, run

ASKED = {  # seed, where accuracy drops and how, commits that do not run, how many commits
    "one": (37, 13, "clip", (5, 9), 24),
    "two": (42, 13, "floor", (5, 9), 24),
    "three": (41, 13, "clip", (5, 9), 14),
}
# The mean of each is clear, and a single run with one seed or another misleads.
JUDGED = [("one", 3, 0), ("one", 6, 0), ("two", 12, 0), ("two", 18, 1), ("two", 13, 1), ("three", 13, 1)]


@cache
def shelf():
    """A folder for the repositories, gone with the process."""
    return tempfile.TemporaryDirectory(prefix="lab-bisect-", ignore_cleanup_errors=True)


@cache
def built(name):
    made, repo = load("make_repo.py", "build", "_where"), Path(shelf().name) / name
    details = (20261121, *made._where()) if name == "own" else ASKED[name]
    return repo, made.build(repo, *details)


def git(repo, *arguments, seconds=60):
    return run("git", "-C", repo, "-c", "advice.detachedHead=false", *arguments, seconds=seconds)


def verdict(name, at):
    repo, hashes = built(name)
    git(repo, "checkout", "-q", "--force", hashes[at])
    ended = run(sys.executable, "-c", RUN, FOLDER / "evaluate.py", repo, seconds=40)
    return ended.returncode


# As `git bisect run` does: in the repository, with the script outside of it.
RUN = "import subprocess, sys; sys.exit(subprocess.run([sys.executable, sys.argv[1]], cwd=sys.argv[2]).returncode)"


@check("judges")
def judges():
    read("evaluate.py")
    for name, at, wanted in JUDGED:
        code = verdict(name, at)
        if (code == 0) != (wanted == 0) or code == 125 or not 0 <= code < 128:
            raise Miss("wrong-verdict", code=code, wanted="0" if wanted == 0 else "1 to 124", at=at, repo=name)


@check("skips")
def skips():
    read("evaluate.py")
    for name, at in (("one", 5), ("two", 9)):
        if (code := verdict(name, at)) != 125:
            raise Miss("not-skipped", code=code)


@check("bisects")
def bisects():
    read("evaluate.py")
    repo, hashes = built("two")
    git(repo, "checkout", "-q", "--force", "main")
    git(repo, "bisect", "start", "main", "v1.4")
    python, script = (Path(each).as_posix() for each in (sys.executable, FOLDER / "evaluate.py"))
    said = git(repo, "bisect", "run", python, script, seconds=150).stdout
    found = re.search(r"([0-9a-f]{40}) is the first bad commit", said)
    git(repo, "bisect", "reset")
    if found is None:
        raise Miss("no-end", said=said.strip().splitlines()[-1] if said.strip() else "-")
    if found[1] != hashes[13]:
        raise Miss("other-commit", at=hashes.index(found[1]))


@check("named")
def named():
    text = read("found.txt")
    _, hashes = built("own")
    culprit = hashes[load("make_repo.py", "_where")._where()[0]]
    words = re.findall(r"\b[0-9a-f]{7,40}\b", text.lower())
    if not words:
        raise Miss("no-hash")
    if not any(culprit.startswith(word) for word in words):
        raise Miss("wrong-hash", hash=words[0])


main()
