"""Builds the folder repo: nine weeks of a small churn model, 48 commits. Run it again to start over.

Reading on spoils the lab: somewhere below stands which commit did it.
"""

import os
import random
import shutil
import stat
import subprocess
import sys
from pathlib import Path

FEATURES = '''"""Turns a row of rows.csv into numbers between about -3 and 3."""

MEANS = (30.0, 400.0, 5.0)
SPREADS = (12.0, 150.0, 2.0)


def numbers(row):
    return [(float(value) - mean) / spread for value, mean, spread in zip(row, MEANS, SPREADS)]
'''
TRAIN = '''"""Trains on rows.csv and prints the accuracy on the fifth that was held back: python train.py [seed]"""

import csv
import math
import random
import sys

from features import numbers

RATE = 0.05
ROUNDS = 6


def main(seed=None):
    chance = random.Random(seed)
    with open("rows.csv", encoding="utf-8", newline="") as file:
        rows = [(numbers(row[:-1]), int(row[-1])) for row in csv.reader(file)]
    chance.shuffle(rows)
    held, rest = rows[: len(rows) // 5], rows[len(rows) // 5 :]
    weights = [0.0] * 4
    for _ in range(ROUNDS):
        for values, label in rest:
            given = weights[0] + sum(w * v for w, v in zip(weights[1:], values))
            off = label - 1 / (1 + math.exp(-given))
            for at, value in enumerate([1.0, *values]):
                weights[at] += RATE * off * value
    right = sum((weights[0] + sum(w * v for w, v in zip(weights[1:], values)) > 0) == label for values, label in held)
    return right / len(held)


if __name__ == "__main__":
    print(f"{main(int(sys.argv[1]) if len(sys.argv) > 1 else None):.3f}")
'''
HARMLESS = [
    "Mention the data owner in the README", "Explain the learning rate", "Reword the docstring of train.py",
    "Note who reads the report", "Add the on-call hours", "Link the dashboard", "Describe rows.csv", "Thank the reviewers",
]  # fmt: skip
# Each looks like tidying; each loses information about a customer.
CULPRITS = {
    "floor": ("Keep features whole for the new store", "(float(value) - mean) / spread", "(float(value) - mean) // spread // 2"),
    "clip": ("Clip outliers before scaling", "(float(value) - mean) / spread", "(min(float(value), mean) - mean) / spread"),
}


def git(repo, *arguments, **settings):
    command = ["git", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", *arguments]
    ended = subprocess.run(command, cwd=repo, check=True, capture_output=True, text=True, env={**os.environ, **settings})
    return ended.stdout.strip()


def rows(chance, count):
    for _ in range(count):
        months, spend, tickets = chance.gauss(30, 12), chance.gauss(400, 150), chance.gauss(5, 2)
        score = (months - 30) / 12 * 1.3 + (spend - 400) / 150 * 1.6 - (tickets - 5) / 2 * 1.1 + chance.gauss(0, 0.45)
        yield f"{months:.1f},{spend:.0f},{tickets:.1f},{int(score < 0)}\n"


def build(repo, seed, culprit, kind, broken, count=48):
    """Make a repository with the bad commit at position `culprit` and commits that do not run at `broken`."""
    def writable(folder):
        for path in folder.rglob("*"):
            os.chmod(path, stat.S_IRWXU)

    repo = Path(repo)
    if repo.exists():
        writable(repo)
        shutil.rmtree(repo)
    repo.mkdir(parents=True)
    git(repo, "init", "-q")
    git(repo, "symbolic-ref", "HEAD", "refs/heads/main")
    for key, value in (("user.name", "Churn team"), ("user.email", "churn@example.com"), ("core.autocrlf", "false")):
        git(repo, "config", key, value)
    chance = random.Random(seed)
    table, features, train, notes, hashes = list(rows(chance, 300)), FEATURES, TRAIN, ["# Churn\n"], []
    for at in range(count):
        subject = f"{chance.choice(HARMLESS)} ({at})"
        shown = features
        if at == culprit:
            subject, old, new = CULPRITS[kind]
            features = shown = features.replace(old, new)
        elif at in broken:
            subject = f"Move numbers() to its own package, first half ({at})"
            shown = features.replace("def numbers", "from shared.scaling import spread_of\n\n\ndef numbers")
        elif at % 3 == 0 and at:
            subject = f"Refresh the labels of week {at // 3}"
            chance.shuffle(table)
            table[:60] = list(rows(chance, 60))
        elif at == 0:
            subject = "Start the churn model"
        elif at % 7 == 0:
            subject = f"Train {6 + at % 2} rounds"
            train = TRAIN.replace("ROUNDS = 6", f"ROUNDS = {6 + at % 2}")
        notes.append(f"- {subject}\n")
        for name, text in (("rows.csv", "".join(table)), ("features.py", shown), ("train.py", train), ("NOTES.md", "".join(notes))):
            (repo / name).write_text(text, encoding="utf-8", newline="\n")
        (repo / ".gitignore").write_text("__pycache__/\n", encoding="utf-8", newline="\n")
        git(repo, "add", "-A")
        date = f"2026-{9 + at // 24:02}-{1 + at % 24:02}T09:00:00+0000"
        git(repo, "commit", "-q", "-m", subject, GIT_AUTHOR_DATE=date, GIT_COMMITTER_DATE=date)
        hashes.append(git(repo, "rev-parse", "HEAD"))
        if at == 2:
            git(repo, "tag", "v1.4")
    return hashes


def main():
    build(Path(__file__).resolve().parent / "repo", 20261121, *_where())
    print("repo is ready: v1.4 was fine, main is not")


def _where():
    return 66 // 2, "floor", (11, 24, 30, 36)


if __name__ == "__main__":
    sys.exit(main())
