"""Runs the panel's and the alert's PromQL on samples made here, and reads the scrape job."""

import fnmatch
import json
import re

import promql_parser  # noqa: F401
import yaml
from rung_check import Miss, check, load, main, read, read_json

EDGES = ("0.05", "0.1", "0.25", "0.5", "1", "2.5", "+Inf")
QUICK, MIDDLE, SLOW = (40, 70, 95, 99, 100, 100, 100), (5, 30, 80, 96, 99, 100, 100), (0, 2, 9, 20, 50, 98, 100)
REFERENCE = "histogram_quantile(0.95, sum by (le, model) (rate(ranker_latency_seconds_bucket[5m])))"
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}


def as_yaml(name):
    try:
        found = yaml.safe_load(read(name))
    except yaml.YAMLError as error:
        raise Miss("not-yaml", file=name, error=str(error).splitlines()[0]) from None
    return found if isinstance(found, dict) else {}


def listed(value):
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def seconds(text):
    parts = re.findall(r"(\d+)(ms|[smhd])", str(text))
    return sum(int(number) * UNITS[unit] for number, unit in parts)


def history(*parts):
    """Buckets, count and sum of (model, instance, requests a sample, [(samples, shape), …], what was counted before)."""
    series = []
    for model, instance, each, phases, before in parts:
        labels = {"model": model, "instance": instance, "job": "ranker"}
        totals = [[value] for value in before]
        for samples, shape in phases:
            for _ in range(samples):
                for total, share in zip(totals, shape):
                    total.append(total[-1] + each * share / 100)
        for edge, total in zip(EDGES, totals):
            points = [(15 * at, value) for at, value in enumerate(total)]
            series.append((dict(labels, __name__="ranker_latency_seconds_bucket", le=edge), points))
        points = series[-1][1]
        series.append((dict(labels, __name__="ranker_latency_seconds_count"), points))
        series.append((dict(labels, __name__="ranker_latency_seconds_sum"), [(at, value / 5) for at, value in points]))
    return series


def answer(expression, series, at):
    text = re.sub(r"\$\{?__(rate_interval|interval|range)(:\w+)?\}?", "5m", str(expression))
    try:
        found = load("query.py", "evaluate").evaluate(text, series, at)
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
        raise Miss("no-answer", expr=text, error=error) from None
    return [({}, found)] if isinstance(found, float) else found


@check("scrape-job")
def scrape_job():
    config = as_yaml("prometheus.yml")
    jobs = [each for each in listed(config.get("scrape_configs")) if each.get("job_name") == "ranker"]
    if not jobs:
        raise Miss("no-job")
    targets = [str(target) for group in listed(jobs[0].get("static_configs")) for target in group.get("targets") or []]
    if not {"127.0.0.1:8101", "localhost:8101"} & set(targets):
        raise Miss("no-target", targets=targets)
    if str(jobs[0].get("metrics_path", "/metrics")) != "/metrics":
        raise Miss("no-target", targets=jobs[0]["metrics_path"])
    files = [str(each).removeprefix("./") for each in config.get("rule_files") or []]
    if not any(fnmatch.fnmatch("rules.yml", each) for each in files):
        raise Miss("no-rule-file", files=files)


@check("p95-panel")
def p95_panel():
    board = read_json("dashboard.json")
    panels = listed(board.get("panels") if isinstance(board, dict) else None)
    asked = [(target.get("expr"), panel) for panel in panels for target in listed(panel.get("targets"))]
    asked = [(expr, panel) for expr, panel in asked if expr]
    if not asked:
        raise Miss("no-query")
    before = (9e5, 9e5, 9e5, 9e5, 9e5, 1e6, 1e6)
    series = history(
        ("a", "one", 900, [(80, QUICK)], before), ("a", "two", 60, [(80, SLOW)], (0,) * 7),
        ("b", "one", 50, [(80, MIDDLE)], (0,) * 7), ("b", "two", 400, [(80, SLOW)], before),
    )  # fmt: skip
    wanted = {labels["model"]: value for labels, value in answer(REFERENCE, series, 1200)}
    wrong = None
    for expr, panel in asked:
        got = answer(expr, series, 1200)
        named = {labels.get("model"): value for labels, value in got}
        if set(named) != set(wanted) or len(got) != len(wanted):
            wrong = wrong or Miss("not-per-model", lines=[labels for labels, _ in got])
            continue
        off = [model for model in wanted if not abs(named[model] - wanted[model]) <= 0.02 * wanted[model]]
        if off:
            wrong = wrong or Miss("wrong-p95", model=off[0], wanted=round(wanted[off[0]], 3), got=round(named[off[0]], 3))
            continue
        unit = panel
        for name in ("fieldConfig", "defaults", "unit"):
            unit = unit.get(name) if isinstance(unit, dict) else None
        if unit != "s":
            wrong = wrong or Miss("no-unit", unit=json.dumps(unit))
            continue
        return
    raise wrong


def fires(rules, series):
    """{(model, minute)} of the first moment each series of an alert fires, looked at every 30 seconds."""
    first = {}
    for rule in rules:
        wait, since = seconds(rule.get("for", "0s")), {}
        for at in range(300, int(series[0][1][-1][0]) + 1, 30):
            active = {labels.get("model") for labels, _ in answer(rule.get("expr", ""), series, at)}
            since = {model: since.get(model, at) for model in active}
            for model, begun in since.items():
                if at - begun >= wait:
                    first.setdefault(model, at / 60)
    return first


@check("alert")
def alert():
    groups = listed(as_yaml("rules.yml").get("groups"))
    rules = [rule for group in groups for rule in listed(group.get("rules")) if "alert" in rule]
    if not rules:
        raise Miss("no-alert")
    zero = (0,) * 7
    calm = history(("a", "one", 900, [(160, QUICK)], zero), ("b", "one", 30, [(160, MIDDLE)], zero))
    if found := fires(rules, calm):
        raise Miss("fires-in-peace", model=list(found)[0], minute=list(found.values())[0])
    spike = history(("a", "one", 900, [(160, QUICK)], zero), ("b", "one", 30, [(60, QUICK), (16, SLOW), (84, QUICK)], zero))
    if found := fires(rules, spike):
        raise Miss("fires-on-spike", minute=list(found.values())[0])
    slow = history(("a", "one", 900, [(160, QUICK)], zero), ("b", "one", 30, [(60, QUICK), (100, SLOW)], zero))
    found = fires(rules, slow)
    if not found:
        raise Miss("stays-silent")
    if set(found) != {"b"}:
        raise Miss("names-no-model", model=next(model for model in found if model != "b"))
    if not 24 <= found["b"] <= 33:
        raise Miss("wrong-time", minute=found["b"])


main()
