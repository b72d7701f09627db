"""Schedules the job in states of the cluster nobody showed, and scales the service through days nobody saw."""

import importlib.util
from functools import cache

import yaml
from rung_check import FOLDER, Miss, check, main, read

DAYS = (5, 9, 23)
MOST_WAIT, MOST_DROPS, MOST_HOURS, MOST_GPUS = 6.0, 20, 52.0, 12


@cache
def cluster():
    read("cluster.py")
    spec = importlib.util.spec_from_file_location("cluster", FOLDER / "cluster.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def one(file, kind):
    import kubernetes_validate

    try:
        found = [each for each in yaml.safe_load_all(read(file)) if isinstance(each, dict) and each.get("kind") == kind]
    except yaml.YAMLError as error:
        raise Miss("invalid", file=file, where="YAML", error=error) from None
    if len(found) != 1:
        raise Miss("invalid", file=file, where="kind", error=f"{len(found)} objects of kind {kind}")
    try:
        kubernetes_validate.validate(found[0], "1.34", strict=True)
    except kubernetes_validate.ValidationError as error:
        where = ".".join(str(part) for part in error.path) or kind
        raise Miss("invalid", file=file, where=where, error=error.message) from None
    except Exception as error:  # an apiVersion that the schemas do not know
        raise Miss("invalid", file=file, where="apiVersion", error=error) from None
    return found[0]


def placed(used):
    pod = one("job.yaml", "Job")["spec"]["template"]
    try:
        chosen, _ = cluster().place(pod, used)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Miss("invalid", file="job.yaml", where="spec.template.spec", error=repr(error)) from None
    return chosen


@check("right-nodes")
def right_nodes():
    full = {"train-1": 8, "train-2": 8}
    cases = [
        ({}, {"train-1", "train-2"}),
        ({"train-1": 5}, {"train-2"}),
        ({"train-2": 8}, {"train-1"}),
        (full, {"spot-1"}),
        ({**full, "spot-1": 6}, {None}),
        ({"spot-1": 8, "l4-1": 4}, {"train-1", "train-2"}),
    ]
    pod = one("job.yaml", "Job")["spec"]["template"]["spec"]
    limits = [((each.get("resources") or {}).get("limits") or {}).get("nvidia.com/gpu") for each in pod["containers"]]
    if str(limits[0]) != "4":
        raise Miss("other-size", size=limits[0] or "-")
    for used, wanted in cases:
        chosen = placed(used)
        if chosen not in wanted:
            busy = ", ".join(f"{name} {count}/8" for name, count in used.items()) or "nothing"
            raise Miss("wrong-node", busy=busy, wanted=" / ".join(str(each or "Pending") for each in sorted(wanted, key=str)), chosen=chosen or "Pending")


@cache
def day(number):
    hpa = one("hpa.yaml", "HorizontalPodAutoscaler")
    if hpa["spec"]["scaleTargetRef"].get("name") != "embedder":
        raise Miss("invalid", file="hpa.yaml", where="spec.scaleTargetRef.name", error="not embedder")
    try:
        return cluster().scale(hpa, number)
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration, ZeroDivisionError) as error:
        raise Miss("invalid", file="hpa.yaml", where="spec.metrics", error=repr(error)) from None


@check("fast-enough")
def fast_enough():
    for number in DAYS:
        if (wait := day(number)["p99_wait"]) > MOST_WAIT:
            raise Miss("waits", day=number, wait=wait, most=MOST_WAIT)


@check("calm")
def calm():
    for number in DAYS:
        if (drops := day(number)["drops"]) > MOST_DROPS:
            raise Miss("restless", day=number, drops=drops, most=MOST_DROPS)


@check("within-budget")
def within_budget():
    for number in DAYS:
        result = day(number)
        if result["gpu_hours"] > MOST_HOURS or result["most"] > MOST_GPUS:
            raise Miss("dear", day=number, hours=result["gpu_hours"], most=result["most"])


main()
