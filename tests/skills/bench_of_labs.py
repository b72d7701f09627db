"""A small lab to break: written into an empty shelf, changed file by file."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from skills.labs.shelf import Lab, read_labs
from skills.reading import SEEDS

LAB = "docker-working"
CHECK = '''"""Looks whether answer.txt says 42."""

from rung_check import Miss, check, main, read


@check("right")
def right():
    said = read("answer.txt").strip()
    if said != "42":
        raise Miss("other", said=said)


main()
'''
FACTS: dict[str, Any] = {
    "id": LAB, "version": 1, "title": {"en": "Answer", "zh-Hant": "答案", "zh-Hans": "答案"}, "skill": "docker",
    "from": "awareness", "to": "working", "minutes": 20, "machine": ["python"], "memory": 1, "disk": 1,
    "tested_on": "2026-11-21", "steps": [{"id": "think", "minutes": 10}, {"id": "write", "minutes": 10}],
    "checks": [{"id": "right", "step": "write", "hint": 1}],
    "near_misses": [
        {"folder": "near-miss-off", "check": "right", "says": "other"},
        {"folder": "near-miss-words", "check": "right", "says": "other"},
        {"folder": "near-miss-none", "check": "right", "says": "no-file", "without": ["answer.txt"]},
    ],
}  # fmt: skip
SAID = {"en": ("Write", "must say 42"), "zh-Hant": ("寫", "必須是 42"), "zh-Hans": ("写", "必须是 42")}


class Shelf:
    """A folder like seeds/, with the kit and one lab in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "labs" / LAB
        shutil.copytree(SEEDS / "labs" / "_kit", root / "labs" / "_kit")
        self.write("lab.yml", FACTS)
        for language, (word, asked) in SAID.items():
            self.write(f"{language}.yml", words(word, asked))
        self.text("check.py", CHECK)
        self.text("solution/answer.txt", "42\n")
        self.text("near-miss-off/answer.txt", "41\n")
        self.text("near-miss-words/answer.txt", "forty-two\n")

    def text(self, name: str, content: str) -> None:
        """Write one file of the lab."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def write(self, name: str, content: dict[str, Any]) -> None:
        """Write one YAML file of the lab."""
        self.text(name, yaml.safe_dump(content, allow_unicode=True, sort_keys=False))

    def change(self, name: str, at: Iterable[str | int], value: Any) -> None:
        """Give one property of a YAML file another value; None takes it away."""
        content = yaml.safe_load((self.folder / name).read_text(encoding="utf-8"))
        *path, last = at
        inside = content
        for key in path:
            inside = inside[key]
        if value is None:
            del inside[last]
        else:
            inside[last] = value
        self.write(name, content)

    def lab(self) -> Lab:
        """The lab as it is now."""
        return read_labs(self.root).by_id[LAB]


def words(word: str, asked: str) -> dict[str, Any]:
    """The sentences of the lab in one language."""
    return {
        "objective": f"{word} 42.",
        "steps": {
            "think": {"title": word, "do": word, "look": word},
            "write": {"title": word, "do": word, "look": word, "must": {"right": f"answer.txt {asked}"}},
        },
        "mistake": word, "hints": [word, f"{word} 4.", f"{word} 42."], "done": word, "solution": word,
        "cleanup": word, "says": {"other": {"expected": "42", "found": "{said}"}},
    }  # fmt: skip
