"""`rung gaps --jsonl`: one question a line, one answer a line, by the same functions as the chat."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from typing import Any

import pytest

from bot.terminal_gaps import gaps_line
from skills.library import Library
from tests.skills.printed import rows, skill_file

ORDER = ("none", "awareness", "working", "advanced", "expert")
COLUMN = {"Junior": "awareness", "Middle": "working", "Senior": "advanced", "Lead": "expert", "Principal": "expert"}
LEVELS = list(COLUMN)
ROWS_BY_NAME = [skill_file(skill)["names"]["en"] for skill in rows("mlops-engineer")]


def asked(library: Library, **question: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(gaps_line(library, json.dumps(question).encode()))
    return answer


def test_middle_to_senior_puts_serving_onnx_and_kubernetes_with_gpus_ahead_of_algorithms(library: Library) -> None:
    depths = dict.fromkeys(ROWS_BY_NAME, "working") | {"ONNX": "working", "TensorRT": "working"}
    answer = asked(library, role="MLOps Engineer", level="Middle", depths=depths)
    assert (answer["next_level"], answer["unknown"], answer["note"]) == ("Senior", 0, None)
    order = [gap["skill"] for gap in answer["gaps"]]
    assert order[0] == "Model Serving"
    algorithms = order.index("Algorithms & Complexity")
    assert all(order.index(each) < algorithms for each in ("ONNX", "TensorRT", "Kubernetes Advanced"))
    assert all(gap["reasons"] for gap in answer["gaps"])
    assert "Triton Inference Server" in answer["stack"]
    assert "Bring the cost down." in answer["focus"]


def test_lead_to_principal_changes_no_letter_and_principal_is_the_top(library: Library) -> None:
    lead = asked(library, role="mlops engineer", level="Lead", depths=dict.fromkeys(ROWS_BY_NAME, "expert"))
    assert (lead["next_level"], lead["gaps"]) == ("Principal", [])
    assert "No letter changes" in lead["note"]
    assert "Cost optimization at scale" in lead["stack"]
    top = asked(library, role="mlops engineer", level="Principal", depths={})
    assert (top["next_level"], top["gaps"], top["stack"]) == (None, [], [])
    assert "top of this ladder" in top["note"]


@pytest.mark.parametrize(
    ("role", "level", "following"),
    [
        ("AI Platform Engineer", None, None),
        ("Data Scientist", "Junior", "Middle"),
        ("LLM Engineer", "Lead", "Principal"),
        ("AI Full-stack Engineer", "growth stage", "Expert stage"),
        ("MLOps Engineer", "roadmap junior", "Middle"),
    ],
)
def test_roles_whose_documents_give_no_depths_say_so(
    library: Library, role: str, level: str | None, following: str | None
) -> None:
    answer = asked(library, role=role, level=level, depths={"Docker": "awareness"})
    assert (answer["next_level"], answer["gaps"]) == (following, [])
    assert answer["note"]


@pytest.mark.parametrize("seed", range(40))
def test_every_row_is_a_gap_or_met_or_skipped_or_unknown(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    level = chance.choice(LEVELS[:-1])
    said = {name: chance.choice((*ORDER, "skip")) for name in chance.sample(ROWS_BY_NAME, chance.randrange(57))}
    answer = asked(library, role="MLOps Engineer", level=level, depths=said)
    skipped = [name for name, depth in said.items() if depth == "skip"]
    gaps = {gap["skill"]: gap for gap in answer["gaps"]}
    assert answer["unknown"] == 56 - len(said)
    assert sorted([*gaps, *answer["met"], *skipped]) == sorted(said)
    wanted = COLUMN[LEVELS[LEVELS.index(level) + 1]]
    for name, gap in gaps.items():
        assert (gap["from"], gap["to"]) == (said[name], wanted)
        assert gap["steps"] == ORDER.index(wanted) - ORDER.index(said[name]) > 0
        assert gap["below_current"] == (ORDER.index(said[name]) < ORDER.index(COLUMN[level]))
    shuffled = dict(chance.sample(sorted(said.items()), len(said)))
    assert asked(library, role="MLOps Engineer", level=level, depths=shuffled) == answer


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("x", "write one JSON object a line"),
        ("[]", "write one JSON object a line"),
        ('{"role": "wizard"}', "I do not know the role"),
        ('{"role": "MLOps Engineer", "level": "grand master"}', "has no level"),
        ('{"role": "MLOps Engineer", "level": "Middle", "depths": {"Docker": "ninja"}}', "is not a depth"),
        ('{"role": "MLOps Engineer", "depths": {"mlflow expert and helm": "none"}}', "I do not know the skill"),
        ('{"role": "MLOps Engineer", "depths": {"docker": "none", "Docker": "expert"}}', "Docker stands there twice"),
        ('{"role": "MLOps Engineer", "dephts": {}}', "dephts"),
        ('{"role": "MLOps Engineer", "level": 5}', "level"),
        ('{"role": "' + "a " * 20_000 + '"}', "I do not know the role"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(library: Library, line: str, told: str) -> None:
    answer = json.loads(gaps_line(library, line.encode()))
    assert list(answer) == ["error"]
    assert told in answer["error"]


def test_the_command_answers_line_by_line() -> None:
    questions = ['{"role": "MLOps Engineer", "level": "Middle", "depths": {"Docker": "working"}}', "", "x"]
    done = subprocess.run(
        [sys.executable, "-m", "bot", "gaps", "--jsonl"],
        input="\n".join(questions), capture_output=True, text=True, timeout=60, check=True, encoding="utf-8",
    )  # fmt: skip
    first, second = map(json.loads, done.stdout.splitlines())
    assert [gap["skill"] for gap in first["gaps"]] == ["Docker"]
    assert "error" in second
