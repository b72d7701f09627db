"""Runs the two ratios on samples made here and the budget on months made here."""

import re

import yaml
from rung_check import Miss, check, load, main, read

PREDICT, HEALTH = "/v1/predict", "/health"
GOOD_A = 'sum(rate(http_requests_total{path="/v1/predict",code=~"2.."}[30d]))'
ALL_A = 'sum(rate(http_requests_total{path="/v1/predict",code=~"2..|429|5.."}[30d]))'
BUCKET = 'sum(rate(http_request_duration_seconds_bucket{path="/v1/predict",code=~"2..",le="%s"}[30d]))'
REFERENCE = {"availability": f"{GOOD_A} / {ALL_A}", "latency": f"{BUCKET % '0.8'} / {BUCKET % '+Inf'}"}


def samples():
    """Three instances of unlike size; the small one answers badly, and its failures are quick."""
    series = []
    rates = {
        "big": {("200", PREDICT): (800, 0.995), ("201", PREDICT): (40, 1), ("404", PREDICT): (200, 1), ("200", HEALTH): (300, 1)},
        "mid": {("200", PREDICT): (90, 0.9), ("503", PREDICT): (2, 1), ("200", HEALTH): (300, 1)},
        "small": {("200", PREDICT): (10, 0.2), ("429", PREDICT): (6, 1), ("500", PREDICT): (9, 1), ("400", PREDICT): (30, 1)},
    }  # fmt: skip
    for number, (instance, codes) in enumerate(rates.items()):
        for (code, path), (each, within) in codes.items():
            labels = {"instance": instance, "code": code, "path": path, "job": "predict"}
            grown = [(15 * at, 70_000.0 * number + at * each) for at in range(121)]
            series.append((dict(labels, __name__="http_requests_total"), grown))
            series.append((dict(labels, __name__="http_request_duration_seconds_count"), grown))
            for edge, share in (("0.4", within / 2), ("0.8", within), ("+Inf", 1)):
                name = {"__name__": "http_request_duration_seconds_bucket", "le": edge}
                series.append((dict(labels, **name), [(at, value * share) for at, value in grown]))
    return series


def ratio(name):
    try:
        slo = yaml.safe_load(read("slo.yml"))
        expr = str(slo["slis"][name]["expr"] or "")
        target = float(slo["slis"][name]["target"])
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise Miss("slo-unreadable", error=f"{type(error).__name__} {error}") from None
    if not expr.strip():
        raise Miss("no-expr", name=name)
    if target != {"availability": 0.999, "latency": 0.99}[name]:
        raise Miss("other-target", name=name, target=target)
    if "[30d]" not in expr.replace(" ", ""):
        raise Miss("other-window", expr=expr)
    evaluate, series = load("query.py", "evaluate").evaluate, samples()
    wanted = evaluate(REFERENCE[name].replace("[30d]", "[30m]"), series, 1800)[0][1]
    try:
        got = evaluate(re.sub(r"\[\s*30d\s*\]", "[30m]", expr), series, 1800)
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError) as error:
        raise Miss("no-answer", error=error) from None
    values = [got] if isinstance(got, float) else [value for _, value in got]
    if len(values) != 1:
        raise Miss("not-one-number", count=len(values))
    if not abs(values[0] - wanted) < 0.0005:
        raise Miss(f"wrong-{name}", wanted=f"{wanted:.4f}", got=f"{values[0]:.4f}")


@check("availability")
def availability():
    ratio("availability")


@check("latency")
def latency():
    ratio("latency")


def rows(*parts):
    return [{"day": f"2026-09-{day:02}", "path": path, "code": str(code), "requests": str(requests),
             "within_800ms": str(requests if within is None else within)}
            for day, (path, code, requests, within) in enumerate(parts, 1)]  # fmt: skip


MONTHS = {
    "plain": (rows((PREDICT, 200, 60_000, 59_700), (PREDICT, 201, 39_960, 39_860), (PREDICT, 500, 40, None)), 0.6, 0.5998),
    "health": (rows((PREDICT, 200, 9_996, 9_946), (HEALTH, 200, 90_000, 90_000), (PREDICT, 502, 4, None)), 0.6, 0.4998),
    "client": (rows((PREDICT, 200, 9_996, 9_946), (PREDICT, 404, 40_000, None), (PREDICT, 503, 4, None)), 0.6, 0.4998),
    "shed": (rows((PREDICT, 200, 99_950, 99_950), (PREDICT, 429, 50, None)), 0.5, 1.0),
    "failures": (rows((PREDICT, 200, 10_000, 9_950), (PREDICT, 500, 10_000, None)), -499.0, 0.5),
    "overspent": (rows((PREDICT, 200, 99_800, 97_804), (PREDICT, 500, 200, None)), -1.0, -1.0),
}  # fmt: skip


@check("budget")
def budget():
    function = load("budget.py", "budget").budget
    for name, (month, *wanted) in MONTHS.items():
        try:
            got = function([dict(row) for row in month])
            values = [float(got["availability"]), float(got["latency"])]
        except Exception as error:
            raise Miss("budget-fails", error=f"{type(error).__name__}: {error}") from None
        for sli, value, right in zip(("availability", "latency"), values, wanted):
            if not abs(value - right) < 0.002 * max(1, abs(right)):
                raise Miss(f"budget-{name}", sli=sli, wanted=f"{right:.1%}", got=f"{value:.1%}")


main()
