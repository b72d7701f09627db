"""Runs the checks of one lab with nothing but Python: a line for each requirement, and a code when all are met.

This file comes with every lab that can be checked; `check.py` beside it holds the lab's own checks and `lab.json`
the sentences. Nothing is sent anywhere.
"""

import base64
import codecs
import contextlib
import hashlib
import hmac
import importlib.metadata
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
OLDEST = (3, 10)
EPOCH = 1_767_225_600  # 2026-01-01 00:00 UTC, where the minutes of a code begin
_CHECKS = {}


class Miss(Exception):  # noqa: N818  # it reads as what it is
    """A requirement that is not met: `says` names the sentence in the lab's words, `facts` fill its braces."""

    def __init__(self, says, **facts):
        super().__init__(says)
        self.says, self.facts = says, {name: _short(fact) for name, fact in facts.items()}


def check(id_):
    """Decorate the function that looks at the requirement `id_`; it returns when all is well and raises Miss if not."""

    def remember(function):
        _CHECKS[id_] = function
        return function

    return remember


def read(name):
    """The text of a file of the lab, whatever its line ends; Miss when it is missing, empty or no text."""
    path = FOLDER / name
    if not path.is_file():
        raise Miss("no-file", file=name)
    try:
        text = _decoded(path.read_bytes()).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Miss("not-text", file=name) from None
    if not text.strip():
        raise Miss("empty-file", file=name)
    return text


def read_json(name):
    """The content of a JSON file of the lab; Miss when it cannot be read."""
    try:
        return json.loads(read(name))
    except ValueError as error:
        raise Miss("not-readable", file=name, error=error) from None


def run(*command, seconds=60, stdin=None, env=None):
    """Run a command in the lab's folder: its finished process, with text output; Miss when missing or too slow."""
    settings = dict(os.environ, PYTHONUTF8="1", PYTHONDONTWRITEBYTECODE="1", **(env or {}))
    try:
        return subprocess.run(
            [str(part) for part in command], cwd=FOLDER, env=settings, input=stdin, timeout=seconds,
            capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise Miss("no-command", command=command[0]) from None
    except subprocess.TimeoutExpired:
        raise Miss("too-slow", command=_named(command), seconds=seconds) from None


def python(*arguments, seconds=60, stdin=None, env=None):
    """Run this very Python with arguments, such as a file of the lab; Miss when it ends with an error."""
    if arguments and str(arguments[0]).endswith(".py"):
        read(arguments[0])
    ended = run(sys.executable, *arguments, seconds=seconds, stdin=stdin, env=env)
    if ended.returncode != 0:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or [f"exit code {ended.returncode}"])[-1]
        raise Miss("crashed", command=_named(("python", *arguments)), error=last)
    return ended


def load(name, *wanted):
    """Import a Python file of the lab as a module; Miss when it fails or lacks one of the `wanted` names."""
    read(name)
    spec = importlib.util.spec_from_file_location(Path(name).stem, FOLDER / name)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise Miss("crashed", command=f"import {name}", error=f"{type(error).__name__}: {error}") from None
    for each in wanted:
        if not hasattr(module, each):
            raise Miss("no-name", file=name, name=each)
    return module


def main():
    """Run every check and say what came of it; ends with 0 when all are met, 1 when not, 2 when it cannot run."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.version_info < OLDEST:
        sys.exit("This lab needs Python {}.{} or newer; this is {}.".format(*OLDEST, sys.version.split()[0]))
    try:
        lab = json.loads((FOLDER / "lab.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        sys.exit(f"lab.json is not beside check.py in {FOLDER}. Unpack the lab again and run check.py in its folder.")
    arguments = sys.argv[1:]
    if arguments[:1] == ["--hint"]:
        print(_hint(lab, arguments[1:]))
        sys.exit(0)
    os.chdir(FOLDER)
    sys.path.insert(0, str(FOLDER))
    if lacking := _lacking(lab["tools"]):
        print(lab["kit"]["no-tools"].format(tools=", ".join(lacking), python=sys.executable))
        sys.exit(2)
    results = [_looked(lab, each) for each in lab["checks"]]
    if arguments == ["--json"]:
        print(json.dumps(results))
    else:
        _print(lab, results)
    sys.exit(0 if all(result["met"] for result in results) else 1)


def _looked(lab, each):
    result = {"check": each["id"], "asked": each["asked"], "hint": each["hint"], "met": True}
    try:
        _CHECKS[each["id"]]()
    except Miss as miss:
        says = lab["says"].get(miss.says) or lab["kit"]["says"][miss.says]
        expected, found = (says[part].format(**miss.facts) for part in ("expected", "found"))
        result.update(met=False, says=miss.says, expected=expected, found=found)
    except (Exception, SystemExit) as error:  # the check's own fault, or something no check foresaw
        said = lab["kit"]["tripped"].format(error=_short(f"{type(error).__name__}: {error}"))
        result.update(met=False, says="tripped", expected="", found=said)
    return result


def _print(lab, results):
    kit = lab["kit"]
    for result in results:
        print(("✓ " if result["met"] else "✗ ") + result["asked"])
        if not result["met"]:
            if result["expected"]:
                print("    " + kit["expected"].format(expected=result["expected"]))
            print("    " + kit["found"].format(found=result["found"]))
            print("    " + kit["helps"].format(hint=result["hint"]))
    met = sum(result["met"] for result in results)
    print()
    print(kit["tally"].format(met=met, all=len(results)))
    if met == len(results):
        print(kit["code"].format(code=_code(lab)) if lab["ticket"] else kit["no-code"])


def _code(lab):
    """Three bytes of minutes, two that tell the person apart, five of the HMAC: sixteen letters."""
    ticket = lab["ticket"]
    minute = (int(time.time()) - EPOCH) // 60
    signed = f"{ticket['person']}|{lab['id']}|{lab['version']}|{minute}".encode()
    mac = hmac.new(bytes.fromhex(ticket["key"]), signed, hashlib.sha256).digest()
    letters = base64.b32encode(minute.to_bytes(3, "big") + bytes.fromhex(ticket["person"]) + mac[:5]).decode()
    return "-".join(letters[at : at + 4] for at in range(0, 16, 4))


def _hint(lab, numbers):
    number = int(numbers[0]) if numbers and numbers[0] in ("1", "2", "3") else 1
    return lab["hints"][number - 1]


def _lacking(tools):
    lacking = []
    for tool in tools:
        try:
            importlib.metadata.version(tool["name"])
        except importlib.metadata.PackageNotFoundError:
            lacking.append(f"{tool['name']}=={tool['version']}")
    return lacking


def _decoded(raw):
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):  # what `>` writes in some Windows shells
            return raw.decode(encoding)
    return raw.decode("utf-8-sig")


def _named(command):
    return " ".join(Path(str(part)).name for part in command)


def _short(fact):
    text = " ".join(str(fact).split())
    return text if len(text) <= 200 else text[:199] + "…"
