"""Reads the two releases as a cluster would, and plays kubelet for the one probe that matters."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import cache

import yaml
from rung_check import FOLDER, Miss, check, main, read

FILES = ("release-1.yaml", "release-2.yaml")
UNITS = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "k": 1e3, "M": 1e6, "G": 1e9, "m": 1e-3, "": 1}
STEADY, PEAK, LOADING = 306, 434, 40


@cache
def documents(file):
    try:
        found = [each for each in yaml.safe_load_all(read(file)) if each is not None]
    except yaml.YAMLError as error:
        raise Miss("no-yaml", file=file, error=error) from None
    if not all(isinstance(each, dict) and each.get("kind") for each in found):
        raise Miss("no-yaml", file=file, error="not an object with a kind")
    return found


@cache
def valid(file):
    import kubernetes_validate

    for each in documents(file):
        try:
            kubernetes_validate.validate(each, "1.34", strict=True)
        except kubernetes_validate.ValidationError as error:
            where = ".".join(str(part) for part in error.path) or each["kind"]
            raise Miss("invalid", file=file, kind=each["kind"], where=where, error=error.message) from None
        except Exception as error:  # a kind or version that the schemas do not know
            raise Miss("invalid", file=file, kind=each["kind"], where="apiVersion", error=error) from None


def only(file, kind):
    valid(file)
    found = [each for each in documents(file) if each["kind"] == kind]
    if len(found) != 1:
        raise Miss("how-many", file=file, kind=kind, count=len(found))
    return found[0]


def container(file):
    return only(file, "Deployment")["spec"]["template"]["spec"]["containers"][0]


def config_maps(*files):
    """What lies in the cluster after these files were applied one after the other."""
    for file in files:
        valid(file)
    return {
        each["metadata"]["name"]: each.get("data") or {}
        for file in files for each in documents(file) if each["kind"] == "ConfigMap"
    }  # fmt: skip


def environment(file, maps):
    """The container's variables, taken from the config maps it names; and the names of those."""
    values, names = {}, []
    for source in container(file).get("envFrom") or []:
        if name := (source.get("configMapRef") or {}).get("name"):
            names.append(name)
            values.update(maps.get(name, {}))
    for each in container(file).get("env") or []:
        reference = (each.get("valueFrom") or {}).get("configMapKeyRef")
        if reference:
            names.append(reference["name"])
            values[each["name"]] = maps.get(reference["name"], {}).get(reference["key"], "")
        else:
            values[each["name"]] = str(each.get("value", ""))
    return values, names


def port_of(file, wanted):
    """A port's number; a name stands for one of the container's ports."""
    if isinstance(wanted, int):
        return wanted
    named = {each.get("name"): each["containerPort"] for each in container(file).get("ports") or []}
    return named.get(wanted, 0)


def listens(file):
    values, _ = environment(file, config_maps(*FILES[: FILES.index(file) + 1]))
    return int(values["PORT"]) if str(values.get("PORT", "")).isdigit() else 8000


@check("valid")
def both_valid():
    for file in FILES:
        valid(file)
        for kind in ("ConfigMap", "Deployment", "Service"):
            only(file, kind)


@check("from-config-map")
def from_config_map():
    for file, wanted in zip(FILES, ("v3", "v9")):
        values, names = environment(file, config_maps(*FILES[: FILES.index(file) + 1]))
        maps = config_maps(*FILES[: FILES.index(file) + 1])
        if values.get("MODEL_VERSION") != wanted or not any(maps.get(name, {}).get("MODEL_VERSION") for name in names):
            raise Miss("no-version", file=file, wanted=wanted, found=values.get("MODEL_VERSION", "-"))


@check("reachable")
def reachable():
    for file in FILES:
        spec = only(file, "Service")["spec"]
        labels = only(file, "Deployment")["spec"]["template"]["metadata"].get("labels") or {}
        for name, value in (spec.get("selector") or {"(none)": ""}).items():
            if labels.get(name) != value:
                raise Miss("selects-nothing", file=file, label=f"{name}={value}")
        targets = [port_of(file, each.get("targetPort", each["port"])) for each in spec.get("ports") or []]
        if listens(file) not in targets:
            raise Miss("wrong-port", file=file, port=listens(file), targets=", ".join(map(str, targets)) or "-")


def mebibytes(quantity):
    text = str(quantity)
    number = text.rstrip("KMGikm")
    return float(number) * UNITS[text[len(number) :]] / 2**20


@check("room")
def room():
    for file in FILES:
        resources = container(file).get("resources") or {}
        requests, limits = resources.get("requests") or {}, resources.get("limits") or {}
        for name, part in (("requests.memory", requests.get("memory")), ("requests.cpu", requests.get("cpu")), ("limits.memory", limits.get("memory"))):
            if part is None:
                raise Miss("no-resource", file=file, name=name)
        try:
            asked, most = mebibytes(requests["memory"]), mebibytes(limits["memory"])
        except (ValueError, KeyError):
            raise Miss("no-resource", file=file, name="memory in Mi or Gi") from None
        if asked < STEADY:
            raise Miss("asks-too-little", asked=requests["memory"], steady=STEADY)
        if most <= PEAK:
            raise Miss("killed-while-loading", most=limits["memory"], peak=PEAK)


def asked(probe):
    return (probe or {}).get("httpGet") or {}


def status(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


@cache
def answers(path):
    """What the service says at this path while it loads and once it has loaded."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = dict(os.environ, MODEL_VERSION="v3", PORT=str(port), LOAD_SECONDS="3", PYTHONDONTWRITEBYTECODE="1")
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=FOLDER, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        began = time.monotonic()
        while status(port, "/livez") != 200 and time.monotonic() - began < 10:
            time.sleep(0.1)
        loading = status(port, path)
        while status(port, "/readyz") != 200 and time.monotonic() - began < 20:
            time.sleep(0.1)
        return loading, status(port, path)
    finally:
        process.kill()
        process.wait()


@check("ready-when-ready")
def ready_when_ready():
    for file in FILES:
        probe = asked(container(file).get("readinessProbe"))
        if not probe:
            raise Miss("no-probe", file=file)
        if port_of(file, probe.get("port")) != listens(file):
            raise Miss("wrong-port", file=file, port=listens(file), targets=probe.get("port"))
        loading, loaded = answers(probe.get("path", "/"))
        if 200 <= loading < 400 or not 200 <= loaded < 400:
            raise Miss("says-wrong", path=probe.get("path", "/"), loading=loading, loaded=loaded)


@check("not-killed")
def not_killed():
    for file in FILES:
        one = container(file)
        probe = one.get("livenessProbe")
        if not probe:
            continue
        start = one.get("startupProbe")
        patience = sum(
            each.get("initialDelaySeconds", 0) + each.get("periodSeconds", 10) * each.get("failureThreshold", 3)
            for each in (start, probe) if each
        )  # fmt: skip
        path = asked(probe).get("path", "/")
        if asked(probe) and not 200 <= answers(path)[0] < 400:
            if patience <= LOADING:
                raise Miss("killed-early", path=path, patience=patience, loading=LOADING)
            if file == FILES[1]:
                raise Miss("restarts", path=path)


def share(value, replicas, up):
    if isinstance(value, str) and value.endswith("%"):
        exact = replicas * int(value[:-1])
        return -(-exact // 100) if up else exact // 100
    return int(value)


@check("keeps-serving")
def keeps_serving():
    spec = only(FILES[0], "Deployment")["spec"]
    after = only(FILES[1], "Deployment")["spec"]
    if (after.get("strategy") or {}).get("type", "RollingUpdate") != "RollingUpdate":
        raise Miss("gap", serving=0, replicas=after.get("replicas", 1))
    rolling = (after.get("strategy") or {}).get("rollingUpdate") or {}
    replicas = after.get("replicas", 1)
    down = share(rolling.get("maxUnavailable", "25%"), replicas, up=False)
    if share(rolling.get("maxSurge", "25%"), replicas, up=True) == 0 and down == 0:
        down = 1
    serving = min(spec.get("replicas", 1), replicas - down)
    if spec.get("replicas", 1) < 2 or serving < spec.get("replicas", 1):
        raise Miss("gap", serving=serving, replicas=spec.get("replicas", 1))


@check("undo-works")
def undo_works():
    one, two = (only(file, "Deployment") for file in FILES)
    if one["metadata"]["name"] != two["metadata"]["name"]:
        raise Miss("two-deployments", one=one["metadata"]["name"], two=two["metadata"]["name"])
    template = [json.dumps(each["spec"]["template"], sort_keys=True) for each in (one, two)]
    if template[0] == template[1]:
        raise Miss("no-rollout")
    values, _ = environment(FILES[0], config_maps(*FILES))
    if values.get("MODEL_VERSION") != "v3":
        raise Miss("undo-keeps", version=values.get("MODEL_VERSION", "-"))


main()
