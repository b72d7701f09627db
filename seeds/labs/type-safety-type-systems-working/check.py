"""Asks mypy about features.py from outside, then sends it good and bad bodies."""

import io
import json
import re
import sys
import tempfile
import tokenize
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

GOOD = [
    ('{"fare": 20.0, "tip": 5, "hour": 22, "legs": [{"km": 10, "hours": 0.5}, {"km": 3, "hours": 0.1}]}', [2, 25.0, 0.25, True]),
    ('{"fare": 8, "tip": 0, "hour": 5, "legs": [{"km": 1.5, "hours": 0.1}]}', [1, 15.0, 0.0, True]),
    ('{"fare": 8, "hour": 6, "legs": [{"km": 0, "hours": 0.1}]}', [1, 0.0, None, False]),
    ('{"fare": 9.5, "tip": null, "hour": 21, "legs": [{"km": 2, "hours": 0.1}]}', [1, 20.0, None, False]),
]
LEG = '[{"km": 2, "hours": 0.1}]'
BAD = [
    f'{{"tip": 1, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": 0, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": "31.00", "hour": 6, "legs": {LEG}}}',
    f'{{"fare": true, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": NaN, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": 9, "tip": NaN, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": 9, "tip": Infinity, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": 9, "tip": -1, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": 9, "tpi": 2, "hour": 6, "legs": {LEG}}}',
    f'{{"fare": 9, "hour": 24, "legs": {LEG}}}',
    f'{{"fare": 9, "hour": 6.5, "legs": {LEG}}}',
    '{"fare": 9, "hour": 6, "legs": []}',
    '{"fare": 9, "hour": 6, "legs": [{"km": 2, "hours": 0}]}',
    '{"fare": 9, "hour": 6, "legs": [{"km": -2, "hours": 0.1}]}',
    '{"fare": 9, "hour": 6, "legs": [{"km": "2", "hours": 0.1}]}',
    '{"fare": 9, "hour": 6, "legs": [{"hours": 0.1}]}',
    "[]",
    "{",
]
TRY = """
import json, sys
from pydantic import ValidationError
from features import features_of, read_request
answers = []
for body in json.load(sys.stdin):
    try:
        ride = read_request(body)
    except ValidationError:
        answers.append("refused")
        continue
    except Exception as error:
        answers.append("other " + type(error).__name__)
        continue
    try:
        given = features_of(ride)
        answers.append([getattr(given, name) for name in ("legs", "mean_kmh", "tip_share", "night")])
    except Exception as error:
        answers.append(f"{type(error).__name__}: {error}")
print()
print(json.dumps(answers, default=str))
"""


def mypy(*arguments):
    ended = run(sys.executable, "-m", "mypy", "--config-file=", "--no-color-output", "--hide-error-context", *arguments, seconds=100)
    return [line for line in ended.stdout.splitlines() if ": error:" in line or ": note:" in line], ended


def answers(bodies):
    read("features.py")
    ended = run(sys.executable, "-c", TRY, seconds=30, stdin=json.dumps(bodies))
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if line.strip()] or ["no message"]
        raise Miss("crashed", command="import features", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


@check("strict")
def strict():
    text = read("features.py")
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError) as error:
        raise Miss("crashed", command="import features", error=error) from None
    for token in tokens:
        if token.type == tokenize.COMMENT and re.search(r"type:\s*ignore|mypy:", token.string):
            raise Miss("silenced", line=token.start[0], text=token.string)
    lines, ended = mypy("--strict", "features.py")
    if ended.returncode != 0:
        raise Miss("mypy-says", count=len(lines), first=(lines or [ended.stderr or ended.stdout])[0])


@check("no-any")
def no_any():
    read("features.py")
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        asks = Path(folder) / "asks.py"
        asks.write_text(
            "from features import features_of, read_request\n"
            "ride = read_request('{}')\nanswer = features_of(ride)\n"
            "reveal_type(read_request)\nreveal_type(features_of)\nreveal_type(ride.fare)\nreveal_type(ride.legs[0].km)\n"
            "reveal_type(answer.legs)\nreveal_type(answer.mean_kmh)\nreveal_type(answer.tip_share)\nreveal_type(answer.night)\n",
            encoding="utf-8",
        )
        lines, _ = mypy("--strict", str(asks))
    for line in lines:
        said = re.sub(r"^.*?: (note|error): ", "", line)
        if "Any" in said or ": error:" in line:
            raise Miss("any-left", said=said)


@check("refuses")
def refuses():
    for body, answer in zip(BAD, answers(BAD)):
        if answer != "refused":
            raise Miss("let-in", body=body, answer=answer)


@check("values")
def values():
    for (body, wanted), answer in zip(GOOD, answers([body for body, _ in GOOD])):
        if answer != wanted:
            raise Miss("other-value", body=body, wanted=wanted, answer=answer)


main()
