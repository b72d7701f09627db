"""Plays spans through the two configurations as the Collector would and looks what is left."""

import re
import zlib
from functools import cache

import yaml
from rung_check import Miss, check, load, main, read, read_json

RATE = 500  # traces a second at the busiest hour, as the brief of the step says
UNITS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}


def config(name):
    try:
        found = yaml.safe_load(read(name))
    except yaml.YAMLError as error:
        raise Miss("not-yaml", file=name, error=str(error).splitlines()[0]) from None
    return found if isinstance(found, dict) else {}


def inside(value, *path):
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def pipeline(found, part, file):
    names = inside(found, "service", "pipelines", "traces", part)
    for name in names if isinstance(names, list) else []:
        if inside(found, part, name) is None and not (isinstance(found.get(part), dict) and name in found[part]):
            raise Miss("not-defined", name=name, file=file)
    return [str(name) for name in names] if isinstance(names, list) else []


def seconds(text):
    return sum(float(number) * UNITS[unit] for number, unit in re.findall(r"([\d.]+)(ms|[smh])", str(text)))


@cache
def traces():
    """[(id, [spans as they arrive])] of a few hundred traces nobody has seen."""
    found = {}
    for span in load("make_traces.py", "spans").spans(seed=77, traces=1500):
        found.setdefault(span["trace"], []).append(span)
    return [(id_, spans) for id_, spans in found.items() if any(span["service"] == "chat" for span in spans)]


def kept_by(policy, id_, spans):
    """Whether a policy keeps a trace, judging by the spans that have arrived."""
    kind = policy.get("type")
    of = policy.get(str(kind).replace("-", "_")) or policy.get(kind) or {}
    if kind == "always_sample":
        return True
    if kind == "status_code":
        return bool({span["status"] for span in spans} & {str(each).upper() for each in inside(of, "status_codes") or []})
    if kind == "latency":
        took = (max(span["end"] for span in spans) - min(span["start"] for span in spans)) * 1000
        upper = float(inside(of, "upper_threshold_ms") or 0)
        return took > float(inside(of, "threshold_ms") or 0) and (not upper or took <= upper)
    if kind == "probabilistic":
        return zlib.crc32(id_.encode()) % 10_000 < 100 * float(inside(of, "sampling_percentage") or 0)
    if kind == "string_attribute":
        values, key = {str(each) for each in inside(of, "values") or []}, inside(of, "key")
        key = {"service.name": "service"}.get(key, key)
        return any(str(span.get(key)) in values for span in spans)
    if kind == "and":
        below = inside(of, "and_sub_policy") or []
        return bool(below) and all(kept_by(each, id_, spans) for each in below)
    raise Miss("unknown-policy", kind=kind)


@cache
def sampled():
    """The ids that the gateway keeps, with what stands before tail_sampling applied first."""
    gateway = config("gateway.yaml")
    names = pipeline(gateway, "processors", "gateway.yaml")
    tails = [name for name in names if name.split("/")[0] == "tail_sampling"]
    if len(tails) != 1:
        raise Miss("no-tail-sampling", names=names)
    if any(name.split("/")[0] == "probabilistic_sampler" for name in names):
        raise Miss("head-first", names=names)
    tail = inside(gateway, "processors", tails[0]) or {}
    policies = tail.get("policies")
    if not isinstance(policies, list) or not policies:
        raise Miss("no-policies")
    try:
        return decide(policies, seconds(tail.get("decision_wait", "30s")), int(tail.get("num_traces", 50_000)))
    except (ValueError, TypeError, AttributeError) as error:
        raise Miss("unknown-policy", kind=error) from None


def decide(policies, wait, room):
    if wait * RATE > room:
        raise Miss("no-room", wait=f"{wait:g}", needed=round(wait * RATE), room=room)
    kept = set()
    for id_, spans in traces():
        arrived = [span for span in spans if span["end"] <= spans[0]["end"] + wait]
        if any(kept_by(policy, id_, arrived) for policy in policies if isinstance(policy, dict)):
            kept.add(id_)
    return kept


@check("one-gateway")
def one_gateway():
    agent = config("agent.yaml")
    names = pipeline(agent, "exporters", "agent.yaml")
    balancing = [name for name in names if name.split("/")[0] == "loadbalancing"]
    if not balancing or len(names) != len(balancing):
        raise Miss("round-robin", names=names)
    of = inside(agent, "exporters", balancing[0]) or {}
    if str(of.get("routing_key", "traceID")) != "traceID":
        raise Miss("other-key", key=of["routing_key"])
    if not any(inside(of, "resolver", kind) for kind in ("static", "dns", "k8s")):
        raise Miss("no-resolver")
    hosts = inside(of, "resolver", "static", "hostnames")
    if hosts is not None and len({str(each).split(":")[0] for each in hosts}) < 2:
        raise Miss("no-resolver")


@check("keeps")
def keeps():
    kept = sampled()
    for id_, spans in traces():
        took = max(span["end"] for span in spans) - min(span["start"] for span in spans)
        if any(span["status"] == "ERROR" for span in spans) and id_ not in kept:
            raise Miss("error-lost", took=f"{took:.1f}")
        if took > 5.5 and id_ not in kept:
            raise Miss("slow-lost", took=f"{took:.1f}")


@check("volume")
def volume():
    kept = sampled()
    calm = [id_ for id_, spans in traces()
            if all(span["status"] != "ERROR" for span in spans) and spans[-1]["end"] - min(s["start"] for s in spans) < 4]  # fmt: skip
    share, healthy = len(kept) / len(traces()), len(kept & set(calm)) / len(calm)
    if share > 0.15:
        raise Miss("too-many", share=f"{share:.1%}")
    if healthy < 0.02:
        raise Miss("no-baseline", share=f"{healthy:.1%}")


@check("break")
def where_it_breaks():
    said = read_json("break.json")
    if not isinstance(said, dict) or {"from", "to"} - set(said):
        raise Miss("no-break")
    if (said["from"], said["to"]) != ("retriever", "embedder"):
        raise Miss("not-there", **{"from_": said["from"], "to": said["to"]})


main()
