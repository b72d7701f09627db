"""Plays the plan through: stops, moves, then every waiting pod on its node, with quotas and racks."""

from functools import cache

from rung_check import Miss, check, main, read_json

MOVES = 2


@cache
def plan():
    given = read_json("plan.json")
    kinds = {"causes": dict, "stop": list, "move": dict, "place": dict}
    for name, kind in kinds.items():
        if not isinstance(given, dict) or not isinstance(given.get(name), kind):
            raise Miss("no-part", name=name)
        values = given[name] if kind is list else given[name].values()
        if any(isinstance(each, (list, dict)) for each in values):
            raise Miss("no-part", name=name)
    return given


@check("causes")
def causes():
    for name, wanted in (("vis-big", "fragmentation"), ("nlp-ft", "quota"), ("rank-pair", "topology")):
        if (found := plan()["causes"].get(name)) != wanted:
            raise Miss("other-cause", name=name, found=found or "-")


def after():
    """(free GPUs by node, GPUs by team) once pods were stopped and moved."""
    state = read_json("state.json")
    pods = {each["name"]: each for each in state["running"]}
    nodes = {each["name"]: each["gpus"] for each in state["nodes"]}
    for name in [*plan()["stop"], *plan()["move"]]:
        if name not in pods:
            raise Miss("no-such", name=name)
    for name in plan()["stop"]:
        if pods[name]["idle_days"] < 3:
            raise Miss("at-work", name=name, util=pods[name]["gpu_util_24h"])
    for name, node in plan()["move"].items():
        if node not in nodes:
            raise Miss("no-such", name=node)
        if not pods[name]["checkpoints"]:
            raise Miss("loses-work", name=name)
    if len(plan()["move"]) > MOVES:
        raise Miss("too-many-moves", count=len(plan()["move"]))
    teams = dict.fromkeys(state["quotas"], 0)
    for name, each in pods.items():
        if name not in plan()["stop"]:
            nodes[plan()["move"].get(name, each["node"])] -= each["gpus"]
            teams[each["team"]] += each["gpus"]
    return state, nodes, teams


@check("gentle")
def gentle():
    _, free, _ = after()
    for node, left in free.items():
        if left < 0:
            raise Miss("overfull", node=node, count=8 - left)


@check("all-placed")
def all_placed():
    state, free, teams = after()
    racks = {each["name"]: each["rack"] for each in state["nodes"]}
    for group in state["pending"]:
        chosen = []
        for pod in group["pods"]:
            node = plan()["place"].get(pod)
            if node not in free:
                raise Miss("not-placed", pod=pod, node=node or "-")
            free[node] -= group["gpus_per_pod"]
            teams[group["team"]] += group["gpus_per_pod"]
            chosen.append(node)
        if len(chosen) == 2 and (chosen[0] == chosen[1] or racks[chosen[0]] != racks[chosen[1]]):
            raise Miss("apart", nodes=", ".join(chosen))
    for team, used in teams.items():
        if used > state["quotas"][team]:
            raise Miss("over-quota", team=team, used=used, quota=state["quotas"][team])
    for node, left in free.items():
        if left < 0:
            raise Miss("overfull", node=node, count=8 - left)


main()
