"""The cluster by node, and what waits: python show.py [plan.json] shows it as it is, or after your plan."""

import json
import sys

state = json.load(open("state.json", encoding="utf-8"))
plan = json.load(open(sys.argv[1], encoding="utf-8")) if sys.argv[1:] else {}
pods = [dict(pod, node=plan.get("move", {}).get(pod["name"], pod["node"])) for pod in state["running"] if pod["name"] not in plan.get("stop", [])]
for group in state["pending"]:
    for name in group["pods"]:
        if name in plan.get("place", {}):
            pods.append({"name": name, "team": group["team"], "gpus": group["gpus_per_pod"], "node": plan["place"][name], "gpu_util_24h": None})
for node in state["nodes"]:
    here = [pod for pod in pods if pod["node"] == node["name"]]
    free = node["gpus"] - sum(pod["gpus"] for pod in here)
    print(f"rack {node['rack']}  {node['name']}  free {free:>2}  " + ", ".join(f"{pod['name']} {pod['gpus']}" + (f" ({pod['gpu_util_24h']} %)" if pod["gpu_util_24h"] is not None else " (new)") for pod in here))
for team, quota in state["quotas"].items():
    print(f"quota {team:<8} {sum(pod['gpus'] for pod in pods if pod['team'] == team):>2} of {quota}")
for group in state["pending"]:
    if not set(group["pods"]) <= {pod["name"] for pod in pods}:
        print(f"waits {group['waiting_hours']} h: {group['name']} ({group['team']}), {len(group['pods'])} × {group['gpus_per_pod']} GPUs, {group['needs'] or 'anywhere'}\n    {group['event']}")
print(f"allocated {sum(pod['gpus'] for pod in pods)} of 48")
