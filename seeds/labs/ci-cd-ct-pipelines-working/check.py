"""Plays mornings in a folder of its own: other orders, another train.py that counts, and the person's pipeline.py."""

import os
import random
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read

COUNTS = '''

_fit = fit


def fit(rows):
    with open("fits.log", "a", encoding="utf-8") as file:
        file.write("fit\\n")
    return _fit(rows)
'''


class Shop:
    def __init__(self, folder):
        self.folder = folder
        self.random = random.Random(31)
        (folder / "data").mkdir()
        for name in ("pipeline.py", "serve.py", "train.py"):
            read(name)
        for path in FOLDER.glob("*.py"):
            if path.name not in ("check.py", "rung_check.py", "_solve.py"):
                (folder / path.name).write_bytes(path.read_bytes())
        (folder / "train.py").write_text(read("train.py") + COUNTS, encoding="utf-8")

    def day(self, number, level=8, noise=1.0, unit=1):
        lines = ["km,minutes"]
        for _ in range(50):
            km = round(self.random.uniform(1, 10), 1)
            lines.append(f"{km},{(level + 3 * km + self.random.gauss(0, noise)) * unit:.1f}")
        path = self.folder / "data" / f"2027-02-{number:02}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def python(self, *arguments):
        named = " ".join(("python", *arguments))
        settings = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1")
        try:
            ended = subprocess.run(
                [sys.executable, *arguments], cwd=self.folder, env=settings, timeout=20, stdin=subprocess.DEVNULL,
                capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command=named, seconds=20) from None
        if ended.returncode != 0:
            said = [line for line in ended.stderr.splitlines() if line.strip()]
            raise Miss("crashed", command=named, error=(said or [f"exit code {ended.returncode}"])[-1])
        return ended.stdout

    def run(self, *arguments):
        """Run the pipeline: how often it trained."""
        log = self.folder / "fits.log"
        log.unlink(missing_ok=True)
        self.python("pipeline.py", *arguments)
        return len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0

    def promise(self):
        said = self.python("serve.py", "5").strip()
        try:
            return float(said)
        except ValueError:
            raise Miss("crashed", command="python serve.py 5", error=said) from None


@contextmanager
def shop():
    with tempfile.TemporaryDirectory(prefix="rung-shop-", ignore_cleanup_errors=True) as folder:
        yield Shop(Path(folder).resolve())


@check("trains-on-change")
def trains_on_change():
    with shop() as here:
        paths = [here.day(number) for number in range(1, 6)]
        here.run()
        if here.run():
            raise Miss("trained-again")
        for path in paths:
            os.utime(path, (1_800_000_000, 1_800_000_000))
        if here.run():
            raise Miss("trained-again")
        lines = paths[1].read_text(encoding="utf-8").splitlines()
        lines[7] = "5.0,26.5" if lines[7] != "5.0,26.5" else "5.0,26.6"
        paths[1].write_text("\n".join(lines) + "\n", encoding="utf-8")
        if not here.run():
            raise Miss("data-unseen")
        code = here.folder / "train.py"
        code.write_text(code.read_text(encoding="utf-8") + "\nHALF_LIFE_DAYS = 14\n", encoding="utf-8")
        if not here.run():
            raise Miss("code-unseen")
        here.day(6, unit=60)
        here.run()
        here.day(7)
        here.run()  # whatever it decides, the same inputs give the same answer
        if here.run():
            raise Miss("kept-and-again")


@check("same-exam")
def same_exam():
    with shop() as here:
        for number in range(1, 6):
            here.day(number)
        here.run()
        before = here.promise()
        for number in (6, 7):
            here.day(number, level=26, noise=5)
            here.run()
        after = here.promise()
        if after < before + 1:
            raise Miss("stayed-old", before=before, after=after)
        for number, unit in ((8, 60), (9, 1)):
            here.day(number, level=26, noise=5, unit=unit)
            here.run()
            if not 0 < here.promise() < 60:
                raise Miss("believed-seconds", promise=here.promise())


@check("back-stays")
def back_stays():
    with shop() as here:
        for number in range(1, 6):
            here.day(number)
        here.run()
        first = here.promise()
        for number in (6, 7):
            here.day(number, level=26, noise=5)
        here.run()
        second = here.promise()
        if second == first:
            raise Miss("stayed-old", before=first, after=second)
        here.run("--back")
        if here.promise() != first:
            raise Miss("not-back", wanted=first, promise=here.promise())
        here.run()
        if here.promise() != first:
            raise Miss("came-back", wanted=first, promise=here.promise())
        here.day(8, level=26, noise=5)
        here.run()
        if here.promise() < first + 1:
            raise Miss("stuck", promise=here.promise())


main()
