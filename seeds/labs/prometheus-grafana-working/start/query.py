"""Runs PromQL on recorded samples, without a Prometheus server.

    python query.py 'sum by (model) (rate(ranker_requests_total[5m]))'

The recording has one series a line, in the notation of promtool's unit tests: `name{label="x"} 5+3x40` begins at 5
and adds 3 at each of 40 further samples, 15 seconds apart. Several such parts may follow each other.
Known here: selectors with offset, rate, increase, histogram_quantile, absent, clamp_min, clamp_max, vector, scalar,
avg/min/max/sum/count_over_time, sum, avg, min, max, count (by, without), arithmetic, comparisons, and, or, unless.
"""

import re
import sys
from pathlib import Path

import promql_parser

STEP, STALE = 15, 300  # seconds between samples; how far back a plain selector looks
PART = re.compile(r"(-?[\d.]+)(?:([+-][\d.]+)x(\d+))?")


def read_series(text):
    """[(labels, [(second, value), …])] of a recording; the name stands in labels["__name__"]."""
    series = []
    for line in filter(None, (each.partition("#")[0].strip() for each in text.splitlines())):
        name, _, values = line.rpartition("} ") if "}" in line else line.partition(" ")
        base, _, inside = name.rstrip("}").partition("{")
        labels = dict(re.findall(r'(\w+)="([^"]*)"', inside), __name__=base)
        points = []
        for start, add, times in PART.findall(values):
            points += [float(start) + float(add or 0) * each for each in range(int(times or 0) + 1)]
        series.append((labels, [(STEP * at, value) for at, value in enumerate(points)]))
    return series


def evaluate(expression, series, at):
    """A number, or [(labels, value)], of the expression at a second of the recording; ValueError when unknown here."""
    return _value(promql_parser.parse(expression), series, at)


def _matches(labels, selector):
    tests = [(each.name, str(each.op).rpartition(".")[2], each.value) for each in selector.matchers.matchers]
    if selector.name:
        tests.append(("__name__", "Equal", selector.name))
    for name, op, value in tests:
        said = labels.get(name, "")
        hit = re.fullmatch(value, said) is not None if op in ("Re", "NotRe") else said == value
        if hit == op.startswith("Not"):
            return False
    return True


def _ranges(matrix, series, at):
    selector, seconds = matrix.vector_selector, matrix.range.total_seconds()
    at -= selector.offset.total_seconds() if selector.offset else 0
    for labels, points in series:
        if _matches(labels, selector):
            inside = [point for point in points if at - seconds < point[0] <= at]
            if inside:
                yield labels, inside, at, seconds


def _rate(points, at, seconds, per_second):
    """As Prometheus does it: add what was lost at resets, then stretch to the whole window."""
    if len(points) < 2:
        return None
    gained = sum(max(b - a, 0) if b >= a else b for (_, a), (_, b) in zip(points, points[1:]))
    covered = points[-1][0] - points[0][0]
    gap = covered / (len(points) - 1)
    before, after = points[0][0] - (at - seconds), at - points[-1][0]
    before = gap / 2 if before >= gap * 1.1 else before
    if gained > 0 and points[0][1] >= 0:
        before = min(before, covered * points[0][1] / gained)
    after = gap / 2 if after >= gap * 1.1 else after
    return gained * (covered + before + after) / covered / (seconds if per_second else 1)


def _plain(labels, *drop):
    return {name: value for name, value in labels.items() if name not in ("__name__", *drop)}


def _quantile(q, vector):
    groups = {}
    for labels, value in vector:
        if "le" in labels:
            edge = float(labels["le"].replace("+Inf", "inf"))
            groups.setdefault(tuple(sorted(_plain(labels, "le").items())), []).append((edge, value))
    for key, buckets in groups.items():
        buckets.sort()
        if buckets[-1][0] != float("inf") or len(buckets) < 2 or not buckets[-1][1]:
            continue
        rank, low, below = q * buckets[-1][1], 0.0, 0.0
        for edge, count in buckets:
            if count >= rank:
                break
            low, below = edge, count
        value = buckets[-2][0] if edge == float("inf") else low + (edge - low) * (rank - below) / ((count - below) or 1)
        yield dict(key), value


def _call(node, series, at):
    name = node.func.name
    if name in ("rate", "increase"):
        found = [(_plain(labels), _rate(points, end, seconds, name == "rate"))
                 for labels, points, end, seconds in _ranges(node.args[0], series, at)]  # fmt: skip
        return [each for each in found if each[1] is not None]
    over = {"avg": lambda v: sum(v) / len(v), "min": min, "max": max, "sum": sum, "count": len}
    if name.endswith("_over_time") and name.partition("_")[0] in over:
        if type(node.args[0]).__name__ != "MatrixSelector":
            raise ValueError("subqueries are not known here")
        fold = over[name.partition("_")[0]]
        return [(_plain(labels), float(fold([value for _, value in points])))
                for labels, points, _, _ in _ranges(node.args[0], series, at)]  # fmt: skip
    values = [_value(each, series, at) for each in node.args]
    if name == "histogram_quantile":
        return list(_quantile(values[0], values[1]))
    if name in ("clamp_min", "clamp_max"):
        keep = max if name == "clamp_min" else min
        return [(_plain(labels), keep(value, values[1])) for labels, value in values[0]]
    if name == "vector":
        return [({}, values[0])]
    if name == "scalar":
        return values[0][0][1] if len(values[0]) == 1 else float("nan")
    if name == "absent":
        return [] if values[0] else [({}, 1.0)]
    raise ValueError(f"{name}() is not known here")


def _aggregate(node, series, at):
    folds = {"sum": sum, "min": min, "max": max, "count": lambda v: float(len(v)), "avg": lambda v: sum(v) / len(v)}
    if str(node.op) not in folds:
        raise ValueError(f"{node.op} is not known here")
    named = set(node.modifier.labels) if node.modifier else set()
    keep_named = not node.modifier or "By" in str(node.modifier.type)
    groups = {}
    for labels, value in _value(node.expr, series, at):
        kept = {name: said for name, said in _plain(labels).items() if (name in named) == keep_named}
        groups.setdefault(tuple(sorted(kept.items())), []).append(value)
    return [(dict(key), folds[str(node.op)](values)) for key, values in groups.items()]


MATH = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "/": lambda a, b: a / b if b else (float("nan") if not a else float("inf") if a > 0 else float("-inf")),
    "%": lambda a, b: a % b if b else float("nan"), "^": lambda a, b: a**b,
}  # fmt: skip
TESTS = {
    ">": lambda a, b: a > b, "<": lambda a, b: a < b, ">=": lambda a, b: a >= b,
    "<=": lambda a, b: a <= b, "==": lambda a, b: a == b, "!=": lambda a, b: a != b,
}  # fmt: skip


def _pair(op, a, b, as_number):
    """(kept, value) of one comparison or sum."""
    if op in MATH:
        return True, MATH[op](a, b)
    return (True, float(TESTS[op](a, b))) if as_number else (TESTS[op](a, b), a)


def _binary(node, series, at):
    left, right, op = _value(node.lhs, series, at), _value(node.rhs, series, at), str(node.op)
    how = node.modifier
    as_number = bool(how and how.return_bool)
    if op not in MATH and op not in TESTS and op not in ("and", "or", "unless"):
        raise ValueError(f"{op} is not known here")
    if isinstance(left, float) and isinstance(right, float):
        return _pair(op, left, right, True)[1]
    if isinstance(left, float) or isinstance(right, float):
        found = []
        for labels, value in right if isinstance(left, float) else left:
            kept, result = _pair(op, *((left, value) if isinstance(left, float) else (value, right)), as_number)
            if kept:
                whole = op in TESTS and not as_number
                found.append((labels if whole else _plain(labels), value if whole else result))
        return found
    matching = how.matching if how else None

    def key(labels):
        plain = _plain(labels)
        if matching is not None:
            inside = "Include" in str(matching.type)
            plain = {name: said for name, said in plain.items() if (name in matching.labels) == inside}
        return tuple(sorted(plain.items()))

    if op in ("and", "unless"):
        others = {key(labels) for labels, _ in right}
        return [each for each in left if (key(each[0]) in others) == (op == "and")]
    if op == "or":
        others = {key(labels) for labels, _ in left}
        return left + [each for each in right if key(each[0]) not in others]
    card = str(how.card).rpartition(".")[2] if how else "OneToOne"
    many, one = (right, left) if card == "OneToMany" else (left, right)
    by_key, found = {}, []
    for labels, value in one:
        if key(labels) in by_key:
            raise ValueError("many-to-many matching: several series on the one side share their labels")
        by_key[key(labels)] = (labels, value)
    used = set()
    for labels, value in many:
        if key(labels) not in by_key:
            continue
        if card == "OneToOne" and key(labels) in used:
            raise ValueError("multiple matches for labels: many-to-one matching must be explicit (group_left)")
        used.add(key(labels))
        pair = (by_key[key(labels)][1], value) if card == "OneToMany" else (value, by_key[key(labels)][1])
        kept, result = _pair(op, *pair, as_number)
        if kept:
            found.append((dict(key(labels)) if card == "OneToOne" else _plain(labels), result))
    return found


def _value(node, series, at):
    kind = type(node).__name__
    if kind == "NumberLiteral":
        return float(node.val)
    if kind == "ParenExpr":
        return _value(node.expr, series, at)
    if kind == "UnaryExpr":
        inner = _value(node.expr, series, at)
        return -inner if isinstance(inner, float) else [(_plain(labels), -value) for labels, value in inner]
    if kind == "VectorSelector":
        at -= node.offset.total_seconds() if node.offset else 0
        found = []
        for labels, points in series:
            recent = [value for second, value in points if at - STALE < second <= at]
            if recent and _matches(labels, node):
                found.append((labels, recent[-1]))
        return found
    known = {"Call": _call, "AggregateExpr": _aggregate, "BinaryExpr": _binary}
    if kind not in known:
        raise ValueError(f"{kind} is not known here")
    return known[kind](node, series, at)


if __name__ == "__main__":
    recording = read_series(Path("recorded.txt").read_text(encoding="utf-8"))
    last = int(sys.argv[2]) if len(sys.argv) > 2 else max(points[-1][0] for _, points in recording)
    answer = evaluate(sys.argv[1], recording, last)
    for labels, value in [({}, answer)] if isinstance(answer, float) else answer:
        print("{" + ", ".join(f'{name}="{said}"' for name, said in sorted(labels.items())) + "}", round(value, 6))
