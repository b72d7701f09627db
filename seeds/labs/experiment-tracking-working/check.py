"""Trains in a copy with a git history of its own, changes code and data, and asks for the first run again."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

OURS = {"check.py", "rung_check.py", "lab.json", "README.md"}
SKIP = {".venv", "venv", ".git", "runs", "store", "__pycache__"}
GIT = {
    "GIT_AUTHOR_NAME": "Rung", "GIT_AUTHOR_EMAIL": "rung@example.org", "GIT_COMMITTER_NAME": "Rung",
    "GIT_COMMITTER_EMAIL": "rung@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


class Scene:
    def __init__(self, home):
        self.home = home
        read("train.py")
        shutil.copytree(
            FOLDER, home, dirs_exist_ok=True, ignore=lambda _f, names: [n for n in names if n in OURS | SKIP]
        )
        theirs = home / ".gitignore"  # they may keep the data's copies in a folder of another name
        also = theirs.read_text(encoding="utf-8", errors="replace") if theirs.is_file() else ""
        theirs.write_text(f"{also}\ndata.csv\nruns/\nstore/\n__pycache__/\n", encoding="utf-8")
        self.rows = read("data.csv").splitlines()
        self.data(self.rows[:320])
        self.git("init", "-q")
        self.commit("begin")

    def data(self, rows):
        (self.home / "data.csv").write_bytes(("\n".join(rows) + "\n").encode())

    def execute(self, *command, seconds=60):
        env = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1", **GIT)
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            env.pop(name, None)
        try:
            return subprocess.run(
                command, cwd=self.home, env=env, capture_output=True, text=True, encoding="utf-8", errors="replace",
                timeout=seconds, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise Miss("no-command", command=command[0]) from None
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command=" ".join(command[1:]), seconds=seconds) from None

    def git(self, *command):
        ended = self.execute("git", *command)
        if ended.returncode != 0:
            raise Miss("crashed", command="git " + command[0], error=ended.stderr)
        return ended.stdout.strip()

    def commit(self, message):
        self.git("add", "-A")
        self.git("-c", "commit.gpgsign=false", "commit", "-qm", message, "--allow-empty")

    def python(self, *arguments):
        ended = self.execute(sys.executable, *arguments)
        if ended.returncode != 0:
            last = ([line for line in ended.stderr.splitlines() if line.strip()] or [str(ended.returncode)])[-1]
            raise Miss("crashed", command="python " + " ".join(arguments), error=last)
        return ended.stdout

    def records(self):
        return set((self.home / "runs").glob("*.json"))

    def train(self, *options):
        """The path and the content of the new record."""
        before = self.records()
        self.python("train.py", *options)
        new = sorted(self.records() - before)
        if len(new) != 1:
            raise Miss("no-record", new=len(new))
        try:
            record = json.loads(new[0].read_text(encoding="utf-8"))
            record.get
        except (ValueError, AttributeError) as error:
            raise Miss("not-readable", file="runs/" + new[0].name, error=error) from None
        return new[0], record


def in_scene(play):
    home = Path(tempfile.mkdtemp(prefix="rung-runs-"))
    try:
        return play(Scene(home))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def metrics_in(output):
    """The last JSON object with a loss that a program printed."""
    for line in reversed(output.splitlines()):
        if found := re.search(r"\{.*\}", line):
            try:
                said = json.loads(found[0])
                return {"accuracy": said["accuracy"], "loss": said["loss"]}
            except (ValueError, KeyError, TypeError):
                continue
    raise Miss("no-metrics", line=(output.splitlines() or ["-"])[-1])


@check("record")
def record():
    def play(scene):
        _path, said = scene.train("--lr", "0.3", "--epochs", "4")
        data = hashlib.sha256((scene.home / "data.csv").read_bytes()).hexdigest()
        return said, scene.git("rev-parse", "HEAD"), data

    said, head, data = in_scene(play)
    params, metrics = said.get("params"), said.get("metrics")
    for name, value, wanted in (
        ("commit", said.get("commit"), head),
        ("data_sha256", said.get("data_sha256"), data),
        ("params.lr", params.get("lr") if isinstance(params, dict) else None, 0.3),
        ("params.epochs", params.get("epochs") if isinstance(params, dict) else None, 4),
    ):
        if value != wanted:
            raise Miss("other-field", field=name, wanted=wanted, value=value)
    if not isinstance(said.get("seed"), int):
        raise Miss("other-field", field="seed", wanted="0, 1, 2 …", value=said.get("seed"))
    for name in ("accuracy", "loss"):
        if not isinstance(metrics, dict) or not isinstance(metrics.get(name), (int, float)):
            raise Miss("other-field", field=f"metrics.{name}", wanted="0.…", value=metrics)


@check("seeded")
def seeded():
    def play(scene):
        return [scene.train("--seed", str(seed))[1] for seed in (11, 11, 12)]

    one, again, other = in_scene(play)
    if one.get("seed") != 11:
        raise Miss("other-field", field="seed", wanted=11, value=one.get("seed"))
    if one.get("metrics") != again.get("metrics"):
        raise Miss("not-repeatable", first=one.get("metrics"), second=again.get("metrics"))
    if one.get("metrics") == other.get("metrics"):
        raise Miss("seed-unused", metrics=one.get("metrics"))


def dirty_play(scene):
    path = scene.home / "model.py"
    path.write_text(path.read_text(encoding="utf-8").replace("chance.gauss(0, 1)", "chance.gauss(3, 1)"), "utf-8")
    before = scene.records()
    ended = scene.execute(sys.executable, "train.py", "--seed", "5")
    new = scene.records() - before
    if not new:
        if ended.returncode == 0:
            raise Miss("silent")
        return
    record = json.loads(new.pop().read_text(encoding="utf-8"))
    scene.git("checkout", "-q", "--", "model.py")
    (scene.home / "runs").mkdir(exist_ok=True)
    (scene.home / "runs" / "dirty.json").write_text(json.dumps(record), encoding="utf-8")
    again = scene.execute(sys.executable, "repeat.py", "runs/dirty.json")
    try:
        same = metrics_in(again.stdout) == {name: record["metrics"][name] for name in ("accuracy", "loss")}
    except (Miss, KeyError, TypeError):
        same = False
    if not same:
        raise Miss("dirty")


@check("no-dirty-tree")
def no_dirty_tree():
    in_scene(dirty_play)


def repeated(scene):
    ran = scene.home / ".git" / "rung-ran"  # the model of the record leaves a trace when it runs
    model = scene.home / "model.py"
    before = model.read_text(encoding="utf-8")
    model.write_text(f"{before}\n\nopen({str(ran)!r}, 'a').close()\n", encoding="utf-8")
    scene.commit("a trace")
    path, said = scene.train("--lr", "0.2", "--epochs", "3")
    wanted = {name: said["metrics"][name] for name in ("accuracy", "loss")}
    model.write_text(before.replace("lr * error * x", "0.5 * lr * error * x"), encoding="utf-8")
    scene.commit("half the steps")
    ran.unlink(missing_ok=True)
    name = path.relative_to(scene.home).as_posix()
    code = metrics_in(scene.execute(sys.executable, "repeat.py", name).stdout)
    if code != wanted:
        raise Miss("other-code", wanted=wanted, again=code)
    if not ran.exists():
        raise Miss("not-trained", again=code)
    scene.data(scene.rows[:1] + scene.rows[150:])
    head = scene.git("rev-parse", "HEAD")
    now = (scene.home / "data.csv").read_bytes()
    data = metrics_in(scene.execute(sys.executable, "repeat.py", name).stdout)
    if data != wanted:
        raise Miss("other-data", wanted=wanted, again=data)
    changed = scene.git("status", "--porcelain")
    if scene.git("rev-parse", "HEAD") != head or changed or (scene.home / "data.csv").read_bytes() != now:
        raise Miss("left-traces", changed=changed or "HEAD / data.csv")


@check("repeat")
def repeat():
    read("repeat.py")
    try:
        in_scene(repeated)
    except (KeyError, TypeError) as error:
        raise Miss("other-field", field="metrics", wanted="accuracy, loss", value=error) from None


main()
