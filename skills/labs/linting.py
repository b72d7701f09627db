"""Everything that can be wrong with a lab without running it, told all at once."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from skills.catalogue import Catalogue
from skills.folding import FoldTable, has_chinese
from skills.labs.lab_files import LANGUAGES, WordsFile, facts_of
from skills.labs.shelf import Lab, Labs, read_file
from skills.reading import Problem
from skills.scale import RANK
from skills.shapes import DEPTHS

NEAR_MISSES = 3  # at least, for a lab with a check
SLACK = 5  # minutes by which the steps and the whole may differ
# Sentences that require something; each of them stands in `must`, where a check names it.
_MUST = {
    "en": re.compile(r"\bmust\b", re.I),
    "zh-Hant": re.compile("必須|务必|務必"),
    "zh-Hans": re.compile("必须|务必"),
}
# Tools nobody is sent to any more; the catalogue's dated notes say since when and what to use instead.
DEAD = re.compile(
    r"torchserve|kfserving|transition_model_version_stage|docker-compose (?:up|down)|helm2|apt-key|::set-output"
    r"|apiVersion: (?:extensions/v1beta1|policy/v1beta1)|kubectl run .*--generator"
    r"|actions/(?:checkout|setup-python|upload-artifact|cache)@v[123]\b",
    re.IGNORECASE,
)
_BLOCKS = ("do", "look")
_OWN = {"README.md", "check.py", "rung_check.py", "lab.json"}


def lint(labs: Labs, catalogue: Catalogue, table: FoldTable) -> list[Problem]:
    """What is wrong with the labs, each by itself and between them; an empty list means they are well."""
    problems = [*_circles(labs)]
    for lab in labs:
        problems += [*_places(lab, catalogue), *_facts(lab), *_folders(lab), *_near_misses(lab)]
        words: dict[str, WordsFile] = {}
        for language in LANGUAGES:
            read = read_file(lab.folder / f"{language}.yml", WordsFile, problems)
            if read is not None:
                words[language] = read
                problems += [*_steps(lab, language, read), *_scripts(lab, language, read, table)]
                problems += [*_dead(lab, language, read)]
        problems += [*_alike(lab, words), *_misses(lab, words.get("en"))]
    return problems


def misplaced(catalogue: Catalogue) -> list[Problem]:
    """What is wrong between the labs and the rest of the catalogue; looked at in every start."""
    return [problem for lab in catalogue.labs for problem in _places(lab, catalogue)]


def _at(lab: Lab, property_: str, wrong: str, value: object = "", file: str = "lab.yml") -> Problem:
    return Problem(f"labs/{lab.folder.name}/{file}", property_, wrong, str(value))


def _places(lab: Lab, catalogue: Catalogue) -> Iterator[Problem]:
    facts = lab.facts
    if facts.id != lab.folder.name:
        yield _at(lab, "id", "is not the folder's name", facts.id)
    for skill in (facts.skill, *facts.prerequisites):
        if skill not in catalogue.entries or not catalogue[skill].is_concept:
            yield _at(lab, "skill", "there is no such skill", skill)
    if RANK[facts.to] != RANK[facts.from_] + 1:
        yield _at(lab, "to", f"is not the depth after {facts.from_}", facts.to)
    for covered in facts.covers:
        if covered not in catalogue.entries:
            yield _at(lab, "covers", "there is no such entry", covered)


def _facts(lab: Lab) -> Iterator[Problem]:
    facts = lab.facts
    if facts.skill in facts.prerequisites:
        yield _at(lab, "prerequisites", "`from` says already what its own skill needs", facts.skill)
    total = sum(step.minutes for step in facts.steps)
    if abs(total - facts.minutes) > SLACK:
        yield _at(lab, "minutes", f"the steps take {total}", facts.minutes)
    steps = {step.id for step in facts.steps}
    for check in facts.checks:
        if check.step not in steps:
            yield _at(lab, f"checks.{check.id}", "there is no such step", check.step)
    for step in facts.steps:
        written = (step.run or "") + (step.write.text if step.write else "")
        if found := DEAD.search(written):
            yield _at(lab, f"steps.{step.id}", "sends somebody to what is no longer kept", found[0])


def _circles(labs: Labs) -> Iterator[Problem]:
    """A depth of a skill is reached by its labs, which need other depths; that must not go round."""
    graph: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for lab in labs:
        needed = {(skill, depth) for skill, depth in lab.facts.prerequisites.items()}
        graph[lab.facts.skill, lab.facts.to] |= needed | {(lab.facts.skill, lab.facts.from_)}
    for skill, depth in [each for needed in graph.values() for each in needed]:
        if below := DEPTHS[: DEPTHS.index(depth)]:
            graph[skill, depth].add((skill, below[-1]))
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        round_ = " → ".join(f"{skill} {depth}" for skill, depth in error.args[1])
        yield Problem("labs/", "prerequisites", "go round in a circle", round_)


def _folders(lab: Lab) -> Iterator[Problem]:
    there = {each.name for each in lab.folder.iterdir() if each.name != "__pycache__"}
    known = {"lab.yml", "start", "solution", "check.py", *(f"{language}.yml" for language in LANGUAGES)}
    for name in sorted(there - known - {miss.folder for miss in lab.facts.near_misses}):
        yield _at(lab, "files", "nothing in lab.yml speaks of it", name)
    if lab.checked and not {"check.py", "solution"} <= there:
        yield _at(lab, "checks", "a lab with checks has check.py and solution/")
    if not lab.checked and {"check.py", "solution"} & there:
        yield _at(lab, "files", "check.py and solution/ belong to a lab with checks")
    start = lab.folder / "start"
    for path in start.rglob("*"):
        name = path.relative_to(start).as_posix()
        if name in _OWN:
            yield _at(lab, "start", "every lab gets a file of that name from us", name)
        spoken = next((each for each in LANGUAGES if f".{each}." in path.name), None)
        others = [path.with_name(path.name.replace(f".{spoken}.", f".{each}.")) for each in LANGUAGES if spoken]
        if not all(each.is_file() for each in others):
            yield _at(lab, "start", "is not there in all three languages", name)


def _near_misses(lab: Lab) -> Iterator[Problem]:
    checks, folders = {check.id for check in lab.facts.checks}, set()
    for miss in lab.facts.near_misses:
        folders.add(miss.folder)
        if miss.check not in checks:
            yield _at(lab, f"near_misses.{miss.folder}", "there is no such check", miss.check)
        if not miss.without and not (lab.folder / miss.folder).is_dir():
            yield _at(lab, f"near_misses.{miss.folder}", "there is no such folder")
    if lab.checked and len(folders) < NEAR_MISSES:
        yield _at(lab, "near_misses", f"a lab with checks has at least {NEAR_MISSES}", len(folders))
    if not lab.checked and folders:
        yield _at(lab, "near_misses", "there is no check to miss")


def _steps(lab: Lab, language: str, words: WordsFile) -> Iterator[Problem]:
    file = f"{language}.yml"
    wanted = [step.id for step in lab.facts.steps]
    for step in sorted(set(wanted) ^ set(words.steps)):
        yield _at(lab, "steps", "stands in only one of lab.yml and here", step, file)
    step_of = {check.id: check.step for check in lab.facts.checks}
    asked: list[str] = []
    for step, said in words.steps.items():
        for check, sentence in said.must.items():
            asked.append(check)
            if step_of.get(check) != step:
                yield _at(lab, f"steps.{step}.must", "no check of this step looks at it", check, file)
            if not _MUST[language].search(sentence):
                yield _at(lab, f"steps.{step}.must.{check}", 'does not say "must" (必須, 必须)', sentence, file)
        for part in _BLOCKS:
            if _MUST[language].search(getattr(said, part)):
                yield _at(lab, f"steps.{step}.{part}", 'a "must" sentence stands in `must`, with its check', "", file)
    for check in sorted(set(step_of) - set(asked)):
        yield _at(lab, f"checks.{check}", "no sentence asks for it", "", file)


def _dead(lab: Lab, language: str, words: WordsFile) -> Iterator[Problem]:
    for place, text in texts_of(words):
        if found := DEAD.search(text):
            yield _at(lab, place, "sends somebody to what is no longer kept", found[0], f"{language}.yml")


def _alike(lab: Lab, words: dict[str, WordsFile]) -> Iterator[Problem]:
    english = words.get("en")
    for language, other in words.items():
        try:
            if english is not None and facts_of(other.says) != facts_of(english.says):
                yield _at(lab, "says", "does not take the facts of en.yml", "", f"{language}.yml")
        except ValueError as error:
            yield _at(lab, "says", "has braces that cannot be read", error, f"{language}.yml")
    known = set(english.says) if english else set()
    for miss in lab.facts.near_misses:
        if english and miss.says not in known | KIT_SAYS:
            yield _at(lab, f"near_misses.{miss.folder}.says", "en.yml has no such saying", miss.says)


def _misses(lab: Lab, words: WordsFile | None) -> Iterator[Problem]:
    """What check.py hands to a saying is what the saying names: a slip would show only when somebody misses it."""
    path = lab.folder / "check.py"
    if words is None or not path.is_file():
        return
    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        facts = facts_of(words.says)
    except (SyntaxError, ValueError) as error:
        yield _at(lab, "file", "cannot be read", error, "check.py")
        return
    for node in ast.walk(tree):
        if not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Miss" and node.args
        ):
            continue
        says, given = node.args[0], {each.arg for each in node.keywords}
        if not isinstance(says, ast.Constant) or says.value in KIT_SAYS or None in given:
            continue  # put together, the kit's own, or handed on whole
        if says.value not in facts:
            yield _at(lab, f"line {node.lineno}", "en.yml has no such saying", says.value, "check.py")
        elif lacking := facts[str(says.value)] - given:
            yield _at(lab, f"line {node.lineno}", f"{says.value} lacks", ", ".join(sorted(lacking)), "check.py")


KIT_SAYS = frozenset(
    {"no-file", "empty-file", "not-text", "not-readable", "no-command", "too-slow", "crashed", "no-name"}
)


def texts_of(words: WordsFile) -> Iterator[tuple[str, str]]:
    """Every sentence of a words file with the property it stands at."""
    yield "objective", words.objective
    for step, said in words.steps.items():
        yield f"steps.{step}.title", said.title
        yield f"steps.{step}.do", said.do
        yield f"steps.{step}.look", said.look
        yield from ((f"steps.{step}.must.{check}", sentence) for check, sentence in said.must.items())
    yield "mistake", words.mistake
    yield from ((f"hints.{number}", hint) for number, hint in enumerate(words.hints, 1))
    yield from (("done", words.done), ("solution", words.solution), ("cleanup", words.cleanup))
    for id_, saying in words.says.items():
        yield f"says.{id_}.expected", saying.expected
        yield f"says.{id_}.found", saying.found


def _scripts(lab: Lab, language: str, words: WordsFile, table: FoldTable) -> Iterator[Problem]:
    file = f"{language}.yml"
    texts = [*texts_of(words), ("title", lab.facts.title.in_(language))]
    for place, text in texts:
        if language == "zh-Hans" and text.translate(table.simplified) != text:
            wrong = "".join(mark for mark in text if ord(mark) in table.simplified)
            yield _at(lab, place, f"has the Traditional {wrong}", text[:60], file)
        if language == "zh-Hant" and (marks := [mark for mark in text if mark in table.simplified_only]):
            yield _at(lab, place, f"has the Simplified {''.join(marks)}", text[:60], file)
        prose = not place.startswith(("says.", "steps.", "title")) or place.endswith((".do", ".look"))
        if prose and language != "en" and not has_chinese(text):
            yield _at(lab, place, "is not written in Chinese", text[:60], file)
