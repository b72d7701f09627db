"""Renders the chart with Helm's own code, for the three environments, for one nobody knows, and with wrong values."""

import copy
import re
from functools import cache

from rung_check import FOLDER, Miss, check, main, read, read_json

GOOD = {
    "env": "canary", "replicas": 2, "image": {"repository": "registry.internal/ranker", "tag": "5.2"}, "logLevel": "error",
    "memory": "768Mi", "cpu": "500m",
}  # fmt: skip
BAD = [
    ("replicas", "3"), ("replicas", 0), ("replicas", 2.5), ("replicaCount", 4), ("image.tag", "latest"), ("image.tag", ""),
    ("image.tga", "5.2"), ("logLevel", "verbose"), ("memory", "2G1"), ("memory", "2048"), ("debugPort", "5678"),
]  # fmt: skip


@check("rescue")
def rescue():
    given = read_json("rescue.json")
    given = given if isinstance(given, dict) else {}
    for name, wanted in (("stuck", 7), ("back_to", 5), ("still_running", "ranker-migrate")):
        if str(given.get(name, "-")).strip() != str(wanted):
            raise Miss("wrong-rescue", name=name, found=given.get(name, "-"))


def chart():
    import helm_python as helm

    try:
        return helm.Chart.load(str(FOLDER / "chart"))
    except helm.HelmError as error:
        raise Miss("no-chart", error=error) from None


def rendered(values, env):
    import helm_python as helm

    try:
        with chart() as loaded:
            made = loaded.render(values, name="ranker", namespace=env)
            text = "\n---\n".join(each for each in made.values() if "kind:" in each)
            leaves = {}
            for each in re.split(r"^---\s*$", text, flags=re.M):
                if each.strip():
                    one = helm.values_from_yaml(each)
                    leaves.update(flat(one, one.get("kind", "?")))
            return leaves
    except helm.HelmError as error:
        raise Miss("no-chart", error=error) from None


def flat(value, path):
    if isinstance(value, dict) and value:
        return {key: leaf for name in value for key, leaf in flat(value[name], f"{path}.{name}").items()}
    if isinstance(value, list) and value:
        return {key: leaf for at, each in enumerate(value) for key, leaf in flat(each, f"{path}.{at}").items()}
    return {path: value}


@cache
def values_of(env):
    import helm_python as helm

    try:
        return helm.values_from_yaml(read(f"values-{env}.yaml"))
    except helm.HelmError as error:
        raise Miss("no-chart", error=error) from None


def before(env):
    """What the old template gave each environment."""
    replicas, memory, cpu, level = {"dev": (1, "512Mi", "250m", "debug"), "staging": (3, "2Gi", "1", "info"), "prod": (6, "4Gi", "2", "warning")}[env]
    pod, one = "Deployment.spec.template", "Deployment.spec.template.spec.containers.0"
    found = {
        "Deployment.apiVersion": "apps/v1", "Deployment.kind": "Deployment", "Deployment.metadata.name": "ranker",
        "Deployment.metadata.labels.app": "ranker", "Deployment.metadata.labels.env": env, "Deployment.spec.replicas": replicas,
        "Deployment.spec.selector.matchLabels.app": "ranker", f"{pod}.metadata.labels.app": "ranker", f"{one}.name": "ranker",
        f"{one}.image": "registry.internal/ranker:5.1" + ("-debug" if env == "dev" else ""), f"{one}.env.0.name": "LOG_LEVEL",
        f"{one}.env.0.value": level, f"{one}.resources.requests.memory": memory, f"{one}.resources.requests.cpu": cpu,
        f"{one}.resources.limits.memory": memory,
    }  # fmt: skip
    if env == "dev":
        found |= {f"{one}.ports.0.name": "debug", f"{one}.ports.0.containerPort": 5678}
    return found


@check("same-output")
def same_output():
    for env in ("dev", "staging", "prod"):
        wanted, found = before(env), rendered(values_of(env), env)
        for path in sorted(wanted.keys() | found.keys()):
            if wanted.get(path) != found.get(path):
                raise Miss("changed", env=env, path=path, wanted=wanted.get(path, "-"), found=found.get(path, "-"))


@check("no-names")
def no_names():
    for env in ("dev", "staging", "prod"):
        values = values_of(env)
        one = rendered(values, env)
        for other in ("prod", "staging", "dev", "canary"):
            two = rendered(values | {"env": other}, env)
            for path in sorted(one.keys() | two.keys()):
                if one.get(path) != two.get(path) and path != "Deployment.metadata.labels.env":
                    raise Miss("asks-for-name", env=env, other=other, path=path, was=one.get(path, "-"), now=two.get(path, "-"))
    found = rendered(GOOD, "canary")
    for path, wanted in (("Deployment.spec.replicas", 2), ("Deployment.spec.template.spec.containers.0.resources.limits.memory", "768Mi"), ("Deployment.spec.template.spec.containers.0.env.0.value", "error")):
        if found.get(path) != wanted:
            raise Miss("changed", env="canary", path=path, wanted=wanted, found=found.get(path, "-"))


def refused(values):
    import helm_python as helm

    with chart() as loaded:
        try:
            loaded.validate_schema(values)
        except helm.HelmError as error:
            return str(error) or "refused"
    return ""


@check("schema")
def schema():
    read_json("chart/values.schema.json")
    for values in (GOOD, GOOD | {"debugPort": 5678}, *(values_of(env) for env in ("dev", "staging", "prod"))):
        if error := refused(values):
            raise Miss("refuses-good", env=values.get("env"), error=error)
    for path, value in BAD:
        values = copy.deepcopy(GOOD)
        *outer, last = path.split(".")
        (values[outer[0]] if outer else values)[last] = value
        if not refused(values):
            raise Miss("accepts-bad", name=path, value=repr(value))


main()
