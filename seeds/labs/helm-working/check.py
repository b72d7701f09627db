"""Renders both charts with Helm's own code and compares what would reach the cluster."""

import re
from functools import cache

from rung_check import Miss, check, main, read


@cache
def rendered(chart, file):
    """(kind, path) → value of every leaf that the chart makes of this values file."""
    import helm_python as helm

    try:
        given = helm.values_from_yaml(read(file))
        with helm.Chart.load(chart) as loaded:
            made = loaded.render(given, name="embedder", namespace="search")
        leaves = {}
        for text in re.split(r"^---\s*$", "\n---\n".join(made.values()), flags=re.M):
            if text.strip():
                one = helm.values_from_yaml(text)
                leaves.update(flat(one, one.get("kind", "?")))
    except helm.HelmError as error:
        raise Miss("not-rendered", file=file, error=error) from None
    return leaves


def flat(value, path):
    if isinstance(value, dict) and value:
        return {key: leaf for name in value for key, leaf in flat(value[name], f"{path}.{name}").items()}
    if isinstance(value, list) and value:
        return {key: leaf for at, each in enumerate(value) for key, leaf in flat(each, f"{path}.{at}").items()}
    return {path: value}


POD = "Deployment.spec.template.spec.containers.0"
WANTED = {
    f"{POD}.image": "registry.internal/embedder:2.9.0",
    f"{POD}.args.2": "--warmup",
    f"{POD}.readinessProbe.httpGet.path": "/ready",
    f"{POD}.readinessProbe.httpGet.port": 8080,
    "Deployment.metadata.labels.helm.sh/chart": "embedder-1.3.0",
    "Service.metadata.labels.helm.sh/chart": "embedder-1.3.0",
}


@check("only-the-ticket")
def only_the_ticket():
    before, after = rendered("chart-1.2", "live-prod.yaml"), rendered("chart-1.3", "values-prod.yaml")
    expected = before | WANTED
    for path in sorted(expected.keys() | after.keys()):
        if expected.get(path) != after.get(path):
            raise Miss("differs", path=path, wanted=expected.get(path, "-"), got=after.get(path, "-"))


@check("dev")
def dev():
    import helm_python as helm

    with helm.Chart.load("chart-1.3") as loaded:
        default = loaded.render({}, name="embedder", namespace="search")
    expected = {}
    for text in re.split(r"^---\s*$", "\n---\n".join(default.values()), flags=re.M):
        if text.strip() and "HorizontalPodAutoscaler" not in text:
            one = helm.values_from_yaml(text)
            expected.update(flat(one, one["kind"]))
    expected.update({"Deployment.spec.replicas": 1, f"{POD}.env.0.value": "debug"})
    del expected[f"{POD}.resources.limits.cpu"]
    after = rendered("chart-1.3", "values-dev.yaml")
    for path in sorted(expected.keys() | after.keys()):
        if expected.get(path) != after.get(path):
            raise Miss("differs", path=path, wanted=expected.get(path, "-"), got=after.get(path, "-"))


@check("only-differences")
def only_differences():
    import helm_python as helm

    defaults = flat(helm.values_from_yaml(read("chart-1.3/values.yaml")), "")
    whole = helm.values_from_yaml(read("chart-1.3/values.yaml"))
    for file in ("values-prod.yaml", "values-dev.yaml"):
        try:
            given = helm.values_from_yaml(read(file))
        except helm.HelmError as error:
            raise Miss("not-rendered", file=file, error=error) from None
        for path, value in flat(given, "").items():
            if re.search(r"\.\d+$", path):
                path, value = re.sub(r"\.\d+$", "", path), given.get(path.split(".")[1])
                if whole.get(path.split(".")[1]) == value:
                    raise Miss("repeats", file=file, name=path.lstrip("."), value=value)
            elif path in defaults and defaults[path] == value:
                raise Miss("repeats", file=file, name=path.lstrip("."), value=value)
            elif path not in defaults and not path.startswith((".resources", ".image")):
                raise Miss("unknown", file=file, name=path.lstrip("."))


main()
