"""A lab as one page to read: README.md of its folder, in the reader's language."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from skills.labs.lab_files import LabFile, Step, StepWords, WordsFile
from skills.labs.shelf import Lab


def page(lab: Lab, language: str) -> str:
    """The lab's steps, hints folded away, solution and clean-up as Markdown."""
    says = _headings(lab.folder.parent / "_kit" / "page.yml")[language]
    words, facts = lab.words(language), lab.facts
    lines = [f"# {facts.title.in_(language)}", "", words.objective, "", *_terms(facts, says), ""]
    for number, step in enumerate(facts.steps, 1):
        lines += [*_step(number, step, words.steps[step.id], asked_of(lab, step.id, words), says), ""]
    lines += [f"## {says['done']}", "", words.done, ""]
    if lab.checked:
        lines += ["```", "python check.py", "```", ""]
    lines += [f"## {says['mistake']}", "", words.mistake, "", f"## {says['hints']}", ""]
    for number, hint in enumerate(words.hints, 1):
        lines += [*_folded(says["hint"].format(number=number), hint), ""]
    lines += [*_folded(says["solution"], words.solution), "", f"## {says['cleanup']}", "", words.cleanup, ""]
    return "\n".join(lines)


def _terms(facts: LabFile, says: Mapping[str, str]) -> Iterator[str]:
    machine = says["comma"].join(_machines(facts, says))
    yield says["needs"].format(minutes=facts.minutes, machine=machine, memory=f"{facts.memory:g}", disk=facts.disk)
    if facts.tools:
        pinned = says["comma"].join(f"{tool.name} {tool.version}" for tool in facts.tools)
        yield says["tools"].format(tools=pinned, date=facts.tested_on.isoformat())


def asked_of(lab: Lab, step: str, words: WordsFile) -> list[str]:
    """The "must" sentences of a step, in the order of the checks that look at them."""
    return [words.steps[step].must[check.id] for check in lab.facts.checks if check.step == step]


def machines(lab: Lab, language: str) -> list[str]:
    """What the laptop needs, in words."""
    return _machines(lab.facts, _headings(lab.folder.parent / "_kit" / "page.yml")[language])


def _machines(facts: LabFile, says: Mapping[str, str]) -> list[str]:
    return [says[f"machine-{each}"] for each in facts.machine]


def _step(number: int, step: Step, words: StepWords, asked: list[str], says: Mapping[str, str]) -> Iterator[str]:
    yield f"## {number}. {words.title} ({says['step'].format(minutes=step.minutes)})"
    yield ""
    yield words.do
    if asked:
        yield ""
        yield from (f"- {each}" for each in asked)
    if step.write is not None:
        yield from ("", says["write"].format(path=step.write.path), "", *_fenced(step.write.text))
    if step.run is not None:
        yield from ("", *_fenced(step.run))
    yield ""
    yield f"**{says['look']}** {words.look}"


def _fenced(block: str) -> tuple[str, str, str]:
    fence = "````" if "```" in block else "```"
    return fence, block.rstrip("\n"), fence


def _folded(title: str, text: str) -> tuple[str, ...]:
    return "<details>", f"<summary>{title}</summary>", "", text, "", "</details>"


@functools.cache
def _headings(path: Path) -> dict[str, dict[str, str]]:
    headings: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return headings
