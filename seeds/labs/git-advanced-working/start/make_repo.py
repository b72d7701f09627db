"""Builds the folder repo: a branch as it looks on the evening before a review. Run it again to start over."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parent / "repo"
YOU, MEI = ("Robin Hsu", "robin@example.com"), ("Mei-Ling Chen", "meiling@example.com")

PSI = '''"""Population stability index: how far today's feature values have moved from those of the training set."""

import math


def psi(expected, actual):
    """Both are counts per bin, in the same order."""
    total_expected, total_actual = sum(expected), sum(actual)
    moved = 0.0
    for before, now in zip(expected, actual):
        share_before, share_now = before / total_expected, now / total_actual
        moved += (share_now - share_before) * math.log(share_now / share_before)
    return moved
'''
ROUGH = PSI.replace("share_now / share_before)", "share_now / share_before, 2)")
DEBUG = PSI.replace("    return moved\n", '    print("DEBUG psi", moved)\n    return moved\n')
EMPTY = PSI.replace("import math\n", "import math\n\nTINY = 1e-6  # the share of an empty bin, so that the logarithm exists\n").replace(
    "share_before, share_now = before / total_expected, now / total_actual",
    "share_before, share_now = max(before / total_expected, TINY), max(now / total_actual, TINY)",
)
ALERTS = "psi:\n  warn: 0.1\n  page: 0.25\n  featurse: [income, age, amount]\n"
TEST = '''import unittest

from psi import psi


class Psi(unittest.TestCase):
    def test_nothing_moved(self):
        self.assertAlmostEqual(psi([10, 20, 30], [1, 2, 3]), 0)

    def test_it_moved(self):
        self.assertGreater(psi([10, 20, 30], [30, 20, 10]), 0.25)


if __name__ == "__main__":
    unittest.main()
'''
TEST_EMPTY = TEST.replace(
    "\n\nif __name__", "\n    def test_an_empty_bin(self):\n        self.assertGreater(psi([10, 20, 30], [10, 20, 0]), 0)\n\n\nif __name__"
)
README = "# Feature monitor\n\nCounts feature values once a day.\n"
README_ALERTS = README + "\n## Drift alert\n\nA PSI above 0.1 warns, above 0.25 it pages. Thresholds: `alerts.yml`.\n"


def git(*arguments, **settings):
    command = ["git", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null", *arguments]
    return subprocess.run(command, cwd=REPO, check=True, capture_output=True, text=True, env={**os.environ, **settings}).stdout


def commit(message, minute, who=YOU, **files):
    for name, text in files.items():
        (REPO / name.replace("__", ".")).write_text(text, encoding="utf-8", newline="\n")
    git("add", "-A")
    name, email = who
    date = f"2026-11-19T{17 + minute // 60:02}:{minute % 60:02}:00+0000"
    git("commit", "-q", "-m", message, GIT_AUTHOR_NAME=name, GIT_AUTHOR_EMAIL=email, GIT_AUTHOR_DATE=date,
        GIT_COMMITTER_NAME=YOU[0], GIT_COMMITTER_EMAIL=YOU[1], GIT_COMMITTER_DATE=date)  # fmt: skip


def writable(folder):
    for path in folder.rglob("*"):
        os.chmod(path, stat.S_IRWXU)


def main():
    if REPO.exists():
        writable(REPO)
        shutil.rmtree(REPO)
    REPO.mkdir()
    git("init", "-q")
    git("symbolic-ref", "HEAD", "refs/heads/main")
    for key, value in (("user.name", YOU[0]), ("user.email", YOU[1]), ("core.autocrlf", "false"), ("commit.gpgsign", "false")):
        git("config", key, value)
    commit("Start the feature monitor", 0, README__md=README)
    commit("Count values per bin", 3, bins__py="def bins(values, edges):\n    return [sum(low <= value < high for value in values) for low, high in zip(edges, edges[1:])]\n")
    git("switch", "-q", "-c", "drift-alert")
    commit("Add PSI", 10, psi__py=ROUGH)
    commit("wip", 22, psi__py=PSI)
    commit("Add alert thresholds", 31, alerts__yml=ALERTS)
    commit("debug, do not merge", 40, psi__py=DEBUG)
    commit("fix typo", 44, alerts__yml=ALERTS.replace("featurse", "features"))
    commit("remove debug", 52, psi__py=PSI)
    commit("Test PSI", 61, test_psi__py=TEST)
    # Mei-Ling sent a patch for empty bins; it was applied, and then a reset went one commit too far.
    commit("Give empty bins a tiny share", 70, MEI, psi__py=EMPTY, test_psi__py=TEST_EMPTY)
    git("reset", "-q", "--hard", "HEAD~1")
    commit("Describe the alert", 84, README__md=README_ALERTS)
    print("repo is ready: cd repo, git log --oneline main..drift-alert")


if __name__ == "__main__":
    sys.exit(main())
