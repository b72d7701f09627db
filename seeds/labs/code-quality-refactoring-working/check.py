"""Runs every commit, imports the package in an empty folder, and makes each of its functions forget its answer."""

import ast
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, run

LINE = "auc=0.8593 logloss=0.4727 test=70"
IMPORT = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
import churn
for each in pkgutil.walk_packages(churn.__path__, "churn."):
    if not each.name.endswith("__main__"):
        importlib.import_module(each.name)
"""
TEMPORARY = ".rung-check-"


def commits():
    ended = run("git", "log", "--reverse", "--format=%h %s", "HEAD")
    if ended.returncode != 0:
        raise Miss("no-history", error=ended.stderr.strip() or "git log failed")
    return [line.partition(" ")[::2] for line in ended.stdout.splitlines()]


def last_line(folder):
    ended = run(sys.executable, "-c", "import os, sys, runpy; os.chdir(sys.argv[1]); sys.path.insert(0, '.'); runpy.run_path('run.py', run_name='__main__')", folder, seconds=40)
    lines = [line.strip() for line in (ended.stdout if ended.returncode == 0 else ended.stderr).splitlines() if line.strip()]
    return lines[-1] if lines else "nothing"


@check("small-steps")
def small_steps():
    count = len(commits())
    if count < 6:
        raise Miss("few-commits", count=count)


@check("line-kept")
def line_kept():
    for number, (id_, subject) in enumerate(commits(), 1):
        with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
            packed = Path(folder) / "commit.zip"
            if run("git", "archive", "--format=zip", "-o", packed, id_).returncode != 0:
                raise Miss("no-history", error=f"git archive {id_} failed")
            with zipfile.ZipFile(packed) as archive:
                archive.extractall(folder)
            line = last_line(folder)
            if line != LINE:
                raise Miss("line-changed", number=number, commit=id_, subject=subject, line=line)
    line = last_line(FOLDER)
    if line != LINE:
        raise Miss("line-changed", number="now", commit="-", subject="the files as they are", line=line)


def modules():
    found = sorted(path for path in (FOLDER / "churn").rglob("*.py") if path.name != "__main__.py")
    functions = []
    for path in found:
        try:
            tree = ast.parse(path.read_text(encoding="utf-8-sig"))
        except (SyntaxError, UnicodeDecodeError) as error:
            raise Miss("crashed", command=f"import {path.name}", error=error) from None
        functions += [(path, node.name) for node in tree.body if isinstance(node, ast.FunctionDef)]
    if len(functions) < 5:
        raise Miss("few-functions", count=len(functions))
    return functions


@check("quiet-import")
def quiet_import():
    modules()
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        script = Path(folder) / "importing.py"
        script.write_text(f"import os\nos.chdir({folder!r})\n{IMPORT}", encoding="utf-8")
        ended = run(sys.executable, script, FOLDER, seconds=30)
    if ended.returncode != 0 or ended.stdout.strip():
        lines = (ended.stderr if ended.returncode else ended.stdout).strip().splitlines()
        raise Miss("import-works", said=lines[-1] if lines else "an error")


def tests(folder):
    script = "import os, sys, unittest; os.chdir(sys.argv.pop(1)); sys.path.insert(0, '.'); unittest.main(module=None, argv=['tests', 'discover', 'tests'])"
    return run(sys.executable, "-c", script, folder, seconds=40)


@check("tests-notice")
def tests_notice():
    functions = modules()
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as temporary:
        folder = Path(temporary) / "copy"
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns(".git", ".venv", "venv", "__pycache__"))
        if not (folder / "tests").is_dir():
            raise Miss("no-tests", said="no folder tests")
        ended = tests(folder)
        last = (ended.stderr.strip().splitlines() or ["nothing"])[-1]
        if ended.returncode != 0 or "Ran 0 tests" in ended.stderr:
            raise Miss("no-tests", said=last)
        for path, name in functions:
            copy = folder / path.relative_to(FOLDER)
            text = copy.read_text(encoding="utf-8-sig")
            tree = ast.parse(text)
            for node in tree.body:
                if isinstance(node, ast.FunctionDef) and node.name == name:
                    node.body = [ast.Return(ast.Constant(None))]
            copy.write_text(ast.unparse(ast.fix_missing_locations(tree)), encoding="utf-8")
            survived = tests(folder).returncode == 0
            copy.write_text(text, encoding="utf-8")
            if survived:
                raise Miss("not-noticed", function=name, file=path.relative_to(FOLDER).as_posix())


main()
