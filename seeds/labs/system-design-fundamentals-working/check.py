"""Gives estimate() other loads than that of the brief, and plays the design through the load of next year."""

import json
import math

from rung_check import FOLDER, Miss, check, load, main, read_json

GROWTH = 1.5
BUDGET = 300


def others():
    """The load of the brief, that of next year, and two of somebody else's."""
    base = {
        "customers": 12_000_000, "window_hours": 4, "retry_share": 0.25, "feature_row_bytes": 1200,
        "result_row_bytes": 80, "keep_days": 90, "index_share": 0.6, "copies": 2,
        "rows_per_second_per_process": 250, "model_gb": 1.9, "rows_in_flight": 20_000, "in_flight_factor": 3,
    }  # fmt: skip
    yield base
    yield {**base, "customers": base["customers"] * GROWTH}
    yield {
        **base,
        "customers": 3_600_000,
        "window_hours": 2,
        "retry_share": 0.5,
        "copies": 3,
        "rows_in_flight": 200_000,
    }
    yield {**base, "window_hours": 8, "retry_share": 0.1, "feature_row_bytes": 9000, "model_gb": 0.4, "index_share": 0}


def right(case):
    hours = case["window_hours"] * (1 - case["retry_share"])
    per_second = case["customers"] / hours / 3600
    in_flight = case["rows_in_flight"] * case["feature_row_bytes"] * case["in_flight_factor"]
    stored = (
        case["customers"] * case["keep_days"] * case["result_row_bytes"] * (1 + case["index_share"]) * case["copies"]
    )
    return {
        "rows_per_hour": case["customers"] / hours,
        "processes": math.ceil(per_second / case["rows_per_second_per_process"] - 1e-9),
        "process_gb": case["model_gb"] + in_flight / 1e9,
        "results_gb": stored / 1e9,
        "read_mb_per_second": per_second * case["feature_row_bytes"] / 1e6,
    }


def estimated(case):
    estimate = load("estimate.py", "estimate").estimate
    try:
        found = estimate(dict(case))
    except NotImplementedError:
        raise Miss("not-written") from None
    except Exception as error:
        raise Miss("crashed", command="estimate(load)", error=f"{type(error).__name__}: {error}") from None
    return found if isinstance(found, dict) else {}


@check("rates")
def rates():
    compare("rows_per_hour", "processes", "read_mb_per_second")


@check("sizes")
def sizes():
    compare("process_gb", "results_gb")


def compare(*names):
    for case in others():
        found, wanted = estimated(case), right(case)
        for name in names:
            value = found.get(name)
            near = isinstance(value, (int, float)) and abs(value - wanted[name]) <= 0.02 * wanted[name]
            if not near:
                raise Miss(
                    "far-off", name=name, wanted=f"{wanted[name]:,.3f}", value=value, customers=int(case["customers"])
                )


@check("fits")
def fits():
    design, parts = read_json("design.json"), json.loads((FOLDER / "catalogue.json").read_text(encoding="utf-8"))
    if not isinstance(design, dict):
        raise Miss("unknown-part", part="design", name="-")
    chosen = {}
    for part, shelf in (("machine", "machines"), ("features", "features"), ("results", "results")):
        name = design.get(part)
        if not isinstance(name, str) or name not in parts[shelf]:
            raise Miss("unknown-part", part=part, name=name)
        chosen[part] = parts[shelf][name]
    for name in ("machines", "processes_per_machine"):
        if not isinstance(design.get(name), int) or design[name] < 1:
            raise Miss("unknown-part", part=name, name=design.get(name))
    machines, each = design["machines"], design["processes_per_machine"]
    machine, results = chosen["machine"], chosen["results"]
    case = list(others())[1]
    need = right(case)
    rate = need["rows_per_hour"] / 3600
    memory = each * need["process_gb"] + parts["system_memory_gb"]
    monthly = machines * machine["dollars_per_hour"] * parts["machine_hours_per_month"]
    monthly += chosen["features"]["dollars_per_month"] + results["dollars_per_month"]
    limits = [
        ("processes per machine", each, machine["cores"]),
        ("memory of a machine (GB)", memory, machine["memory_gb"]),
        ("features read (MB/s)", need["read_mb_per_second"], chosen["features"]["read_mb_per_second"]),
        ("results written (rows/s)", rate, results["write_rows_per_second"]),
        ("results kept (GB)", need["results_gb"], results["holds_gb"]),
        ("a customer's score (ms)", results["by_customer_ms"], 50),
        ("dollars a month", monthly, BUDGET),
    ]
    for what, amount, most in limits:
        if amount > most:
            raise Miss("too-much", what=what, amount=f"{amount:,.2f}", most=f"{most:,.2f}")
    if (machines - 1) * each < need["processes"]:
        raise Miss("no-spare", left=(machines - 1) * each, processes=need["processes"])


main()
