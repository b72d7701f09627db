"""The two decisions a cluster makes about your manifests, played through: python cluster.py place | scale"""

import math
import random
import sys

import yaml

GPU = {"key": "nvidia.com/gpu", "value": "present", "effect": "NoSchedule"}
SPOT = {"key": "spot", "value": "true", "effect": "NoSchedule"}
EVAL = {"key": "dedicated", "value": "eval", "effect": "NoSchedule"}
A100, L4 = "NVIDIA-A100-SXM4-80GB", "NVIDIA-L4"


def node(name, pool, product=None, gpus=0, taints=()):
    labels = {"kubernetes.io/hostname": name, "pool": pool}
    if product:
        labels["nvidia.com/gpu.product"] = product
    return {"name": name, "labels": labels, "gpus": gpus, "taints": list(taints)}


NODES = [
    node("cpu-1", "general"),
    node("eval-1", "eval", A100, 8, [GPU, EVAL]),
    node("l4-1", "inference", L4, 4, [GPU]),
    node("l4-2", "inference", L4, 4, [GPU]),
    node("spot-1", "train-spot", A100, 8, [GPU, SPOT]),
    node("train-1", "train", A100, 8, [GPU]),
    node("train-2", "train", A100, 8, [GPU]),
]


def tolerated(taint, tolerations):
    for each in tolerations:
        same_effect = each.get("effect") in (None, "", taint["effect"])
        if each.get("operator", "Equal") == "Exists":
            if same_effect and each.get("key") in (None, "", taint["key"]):
                return True
        elif same_effect and (each.get("key"), str(each.get("value", ""))) == (taint["key"], taint["value"]):
            return True
    return False


def matches(term, labels):
    for each in term.get("matchExpressions") or []:
        value, values = labels.get(each["key"]), [str(one) for one in each.get("values") or []]
        holds = {
            "In": value in values, "NotIn": value not in values, "Exists": value is not None, "DoesNotExist": value is None,
        }.get(each["operator"], False)  # fmt: skip
        if not holds:
            return False
    return bool(term.get("matchExpressions"))


def place(pod, used):
    """(the node that the scheduler takes or None, why the others were left out); `used` maps nodes to GPUs in use."""
    spec, why, best = pod["spec"], {}, []
    affinity = (spec.get("affinity") or {}).get("nodeAffinity") or {}
    required = affinity.get("requiredDuringSchedulingIgnoredDuringExecution")
    wanted = sum(
        int(((each.get("resources") or {}).get("limits") or {}).get("nvidia.com/gpu", 0)) for each in spec["containers"]
    )
    for each in NODES:
        left = each["gpus"] - used.get(each["name"], 0)
        bad = [taint["key"] for taint in each["taints"] if not tolerated(taint, spec.get("tolerations") or [])]
        if bad:
            why[each["name"]] = "untolerated taint " + ", ".join(bad)
        elif any(each["labels"].get(key) != value for key, value in (spec.get("nodeSelector") or {}).items()):
            why[each["name"]] = "does not match nodeSelector"
        elif required and not any(matches(term, each["labels"]) for term in required["nodeSelectorTerms"]):
            why[each["name"]] = "does not match required affinity"
        elif left < wanted:
            why[each["name"]] = f"{left} GPUs left, {wanted} wanted"
        else:
            preferred = affinity.get("preferredDuringSchedulingIgnoredDuringExecution") or []
            score = sum(one["weight"] for one in preferred if matches(one["preference"], each["labels"]))
            best.append((-score, each["name"]))
    return (min(best)[1] if best else None), why


def arrivals(day):
    """Texts per second, every 15 seconds for six hours: a slow wave, noise, and two bursts."""
    rng = random.Random(day)
    bursts = [(rng.randrange(200, 500), 26), (rng.randrange(800, 1200), 32)]
    for at in range(1440):
        rate = 26 + 14 * math.sin(at / 1440 * 2 * math.pi) + rng.gauss(0, 3)
        rate += sum(height for start, height in bursts if start <= at < start + 80)
        yield max(rate, 0)


def scale(hpa, day=1):
    """Six hours of a service whose replicas work on 16 texts at a time, 2 seconds each, and start in 90 seconds."""
    spec = hpa["spec"]
    metric = next(one for one in spec["metrics"] if one["type"] in ("Pods", "External", "Resource"))
    inner = metric[metric["type"].lower()]
    name, target = (inner.get("metric") or inner)["name"], inner["target"]
    goal = float(target.get("averageValue", target.get("averageUtilization", 0)) or 0)
    down = ((spec.get("behavior") or {}).get("scaleDown") or {}).get("stabilizationWindowSeconds", 300)
    low, high = spec.get("minReplicas", 1), spec["maxReplicas"]
    replicas, waiting, starting, wishes = low, 0.0, [], []
    waits, drops, most, paid = [], 0, low, 0.0
    for at, rate in enumerate(arrivals(day)):
        starting = [ready for ready in starting if ready > at]
        ready = max(replicas - len(starting), 1)
        waiting += rate * 15
        done = min(waiting, ready * 8 * 15)
        waiting -= done
        seen = {"embedder_queue_length": waiting, "embedder_inflight": waiting + done / 15 * 2, "cpu": 0.2 * 100 * ready}
        waits.append(waiting / (ready * 8))
        ratio = seen.get(name, 0) / (goal * replicas) if goal else 0
        wish = math.ceil(replicas * ratio) if abs(ratio - 1) > 0.1 else replicas
        wishes.append(min(max(wish, low), high))
        window = wishes[-max(down // 15, 1) :]
        aim = wishes[-1] if wishes[-1] > replicas else min(max(window), replicas)
        if aim > replicas:
            aim = min(aim, max(replicas * 2, replicas + 4))
            starting += [at + 6] * (aim - replicas)
        elif aim < replicas:
            drops += 1
            starting = starting[: max(len(starting) - (replicas - aim), 0)]
        replicas, most = aim, max(most, aim)
        paid += aim / 240
    waits.sort()
    return {"p99_wait": round(waits[int(len(waits) * 0.99)], 1), "drops": drops, "most": most, "gpu_hours": round(paid, 1)}


def one(file, kind):
    with open(file, encoding="utf-8") as text:
        return next(each for each in yaml.safe_load_all(text) if each and each["kind"] == kind)


if __name__ == "__main__":
    if sys.argv[1:] == ["place"]:
        pod = one("job.yaml", "Job")["spec"]["template"]
        full = {"train-1": 8, "train-2": 8}
        for title, used in (("all free", {}), ("train pool full", full), ("spot full too", {**full, "spot-1": 8})):
            chosen, why = place(pod, used)
            print(f"{title}: {chosen or 'Pending'}")
            if not chosen:
                print("".join(f"    {name}: {reason}\n" for name, reason in why.items()), end="")
    else:
        print(scale(one("hpa.yaml", "HorizontalPodAutoscaler")))
