"""Hands good and broken predictors to contract.check_contract, and the mended pull request to a contract of its own."""

import json
import sys

from rung_check import Miss, check, main, read, run

KINDS = """
import copy, itertools, json
from predictor import Predictor, WordCount

def valid(rows):
    if any("text" not in row for row in rows):
        raise ValueError("no text")

class Length(Predictor):
    def predict(self, rows):
        valid(rows)
        return [-len(row["text"]) / 7 for row in rows]

class InParts(Predictor):
    def predict(self, rows):
        valid(rows)
        return [score for at in range(0, len(rows), 8) for score in Length().predict(rows[at:at + 8])]

class Cached(Length):
    def __init__(self):
        self.known = {}
    def predict(self, rows):
        valid(rows)
        return [self.known.setdefault(row["text"], len(row["text"]) * 0.5) for row in rows]

class Zero(Predictor):
    def predict(self, rows):
        valid(rows)
        return [0.0 for row in rows]

class RefusesEmpty(Length):
    def predict(self, rows):
        if not rows:
            raise ValueError("empty")
        return super().predict(rows)

class RefusesOver32(Length):
    def predict(self, rows):
        if len(rows) > 32:
            raise ValueError("too many")
        return super().predict(rows)

class RefusesOver4096(Length):
    def predict(self, rows):
        if len(rows) > 4096:
            raise MemoryError("too many")
        return super().predict(rows)

class Sorts(Length):
    def predict(self, rows):
        valid(rows)
        return super().predict(sorted(rows, key=lambda row: len(row["text"])))

class Strips(Length):
    def predict(self, rows):
        valid(rows)
        for row in rows:
            row["text"] = row["text"].strip().lower()
        return super().predict(rows)

class TagsRows(Length):
    def predict(self, rows):
        scores = super().predict(rows)
        for row, score in zip(rows, scores):
            row["score"] = score
        return scores

class Lazy(Length):
    def predict(self, rows):
        return iter(super().predict(rows))

class Unique(Length):
    def predict(self, rows):
        valid(rows)
        return super().predict(list({row["text"]: row for row in rows}.values()))

class Normalized(Length):
    def predict(self, rows):
        scores = super().predict(rows)
        least = min(scores, default=1) or 1
        return [score / abs(least) for score in scores]

class WarmsUp(Length):
    def __init__(self):
        self.calls = 0
    def predict(self, rows):
        self.calls += 1
        return [score + 0.25 * (self.calls > 1) for score in super().predict(rows)]

class LetsInNoText(Predictor):
    def predict(self, rows):
        return [float(len(row.get("text", ""))) for row in rows]

GOOD = [WordCount, Length, InParts, Cached, Zero]
BROKEN = [RefusesEmpty, RefusesOver32, RefusesOver4096, Sorts, Strips, TagsRows, Lazy, Unique, Normalized, WarmsUp, LetsInNoText]
"""
JUDGE = """
from contract import check_contract
said = {}
for kind in GOOD + BROKEN:
    try:
        check_contract(kind)
        said[kind.__name__] = "passes"
    except AssertionError as error:
        said[kind.__name__] = "fails: " + str(error)
    except Exception as error:
        said[kind.__name__] = f"stumbles: {type(error).__name__}: {error}"
print(); print(json.dumps([said, [kind.__name__ for kind in GOOD]]))
"""
MENDED = """
from pr_412 import Quantized
texts = ["good", "", "BAD day", "good good bad " * 20, "neither"]
def wrong():
    alone = {text: Quantized().predict([{"text": text}]) for text in texts}
    if not all(isinstance(each, list) and len(each) == 1 and isinstance(each[0], float) and -1 <= each[0] <= 1 for each in alone.values()):
        return "a single row does not give a list of one float between -1 and 1"
    if not alone["good"][0] > alone[""][0] > alone["BAD day"][0]:
        return "good is not above nothing, or bad not below it"
    shared = Quantized()
    for count in (0, 1, 31, 32, 33, 200, 10_000, 5):
        rows = [{"text": texts[number % 5], "id": number} for number in range(count)]
        before = copy.deepcopy(rows)
        try:
            scores = shared.predict(rows)
        except Exception as error:
            return f"{count} rows: {type(error).__name__}: {error}"
        if rows != before:
            return f"{count} rows: the rows were changed"
        if not isinstance(scores, list) or len(scores) != count:
            return f"{count} rows: no list of {count}"
        if scores != [alone[row["text"]][0] for row in rows]:
            return f"{count} rows: a score that depends on its company"
    try:
        Quantized().predict([{"id": 1}])
    except ValueError:
        return None
    except Exception as error:
        return f"{type(error).__name__} for a row without text"
    return "takes a row without text"
print(); print(json.dumps(wrong()))
"""


def probe(script, what):
    try:
        ended = run(sys.executable, "-", seconds=40, stdin=KINDS + script)
    except Miss:
        raise Miss("too-slow", command=what, seconds=40) from None
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command=what, error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


def judged():
    read("contract.py")
    return probe(JUDGE, "check_contract")


@check("good-pass")
def good_pass():
    said, good = judged()
    for name in good:
        if said[name] != "passes":
            raise Miss("good-refused", name=name, said=said[name])


@check("broken-fail")
def broken_fail():
    said, good = judged()
    for name, each in said.items():
        if name not in good and each == "passes":
            raise Miss("broken-passes", name=name, said=each)


@check("mended")
def mended():
    read("pr_412.py")
    if wrong := probe(MENDED, "Quantized"):
        raise Miss("still-broken", wrong=wrong)


main()
