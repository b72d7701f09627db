"""Plays plan.json as an agent would that does what it is told, and stops where a person would have to step in.

For each step: the step's own command has to fail before (or it verifies nothing) and pass after its parts came in; then all tests have
to pass; and no file may change that a rule in .cursor/rules forbids (a line with "Do not edit" and globs in backticks).
"""

import json
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WORK = ROOT / "work"


def ends_well(command):
    words = [sys.executable if word == "python" else word for word in command.split()]
    return subprocess.run([*words], cwd=WORK, capture_output=True).returncode == 0


def forbidden():
    found, rules = [], sorted((ROOT / ".cursor" / "rules").glob("*.mdc"))
    for rule in rules:
        text = rule.read_text(encoding="utf-8")
        if not re.match(r"---\n(?:description|globs|alwaysApply):", text):
            sys.exit(f"{rule.name} does not begin with front matter (description, globs, alwaysApply); Cursor would not apply it")
        found += [glob for line in text.splitlines() if "do not edit" in line.lower() for glob in re.findall(r"`([^`]+)`", line)]
    print(f"{len(rules)} rule files, not to edit: {', '.join(found) or 'nothing'}")
    return found


shutil.rmtree(WORK, ignore_errors=True)
shutil.copytree(ROOT / "repo", WORK)
globs = forbidden()
for number, step in enumerate(json.loads((ROOT / "plan.json").read_text(encoding="utf-8")), 1):
    for part in step["parts"]:  # tests first: they show what is still missing
        for path in sorted((ROOT / "parts" / part).glob("tests/*.py")):
            shutil.copy(path, WORK / "tests")
    if ends_well(step["verify"]):
        sys.exit(f"step {number} {step['parts']}: `{step['verify']}` passes before anything was done, so it verifies nothing")
    changed = []
    for part in step["parts"]:
        for path in sorted((ROOT / "parts" / part).rglob("*")):
            name = path.relative_to(ROOT / "parts" / part).as_posix()
            if path.is_file() and any(fnmatch(name, glob) for glob in globs):
                print(f"  left out by rule: {name}")
            elif path.is_file():
                shutil.copy(path, WORK / name)
                changed.append(name)
    if not ends_well(step["verify"]):
        sys.exit(f"step {number} {step['parts']}: `{step['verify']}` still fails afterwards")
    if not ends_well("python -m unittest discover -s tests -t ."):
        sys.exit(f"step {number} {step['parts']}: its own test passes, but something that worked before does not")
    print(f"step {number} ok, {len(changed)} files: {', '.join(step['parts'])}")
before = (ROOT / "repo/migrations/0006_score.sql").read_text() == (WORK / "migrations/0006_score.sql").read_text()
print("applied migration untouched" if before else "CAREFUL: a migration that is already applied was rewritten")
