"""What a person does by hand, without an editor: find the lost commit, then one interactive rebase."""

import os
import subprocess
import sys
from pathlib import Path

subprocess.run([sys.executable, "make_repo.py"], check=True)


def git(*arguments, **more):
    return subprocess.run(["git", *arguments], cwd="repo", check=True, capture_output=True, text=True,
                          env={**os.environ, **more}).stdout  # fmt: skip


lost = next(line.split()[0] for line in git("reflog", "--format=%h %s %gs").splitlines() if "empty bins" in line)
short = {line.split(" ", 1)[1]: line.split()[0] for line in git("log", "--format=%h %s", "main..drift-alert").splitlines()}
plan = [("pick", "Add PSI"), ("fixup", "wip"), ("fixup", "debug, do not merge"),
        ("pick", "Add alert thresholds"), ("fixup", "fix typo"), ("fixup", "remove debug"), ("pick", "Test PSI"), ("pick", None),
        ("pick", "Describe the alert")]  # fmt: skip
todo = Path("todo.txt").resolve()
todo.write_text("".join(f"{do} {short.get(what, lost)}\n" for do, what in plan), encoding="utf-8", newline="\n")
git("rebase", "-q", "-i", "main", GIT_SEQUENCE_EDITOR=f'cp "{todo.as_posix()}"')
todo.unlink()
