"""Plays random days through the old four layers and your file, then counts classes and statements."""

import ast
import json
import sys

from rung_check import Miss, check, main, read, run

SETTING = """
import json, random, tracemalloc
from limits import LimiterFacade

class Old:
    def __init__(self, limits, policy):
        self.limits, self.strict, self.used, self.told = limits, policy == "strict", {}, []
    def allow(self, tenant, tokens, now):
        minute, limit = int(now // 60), self.limits.get(tenant)
        if limit is None:
            self.told.append({"tenant": tenant, "reason": "unknown"})
            return False
        used = self.used.get((tenant, minute), 0)
        if used + tokens > limit and (self.strict or used != 0):
            self.told.append({"tenant": tenant, "reason": "limit", "used": used, "asked": tokens})
            return False
        self.used = {key: count for key, count in self.used.items() if key[1] >= minute - 1}
        self.used[tenant, minute] = used + tokens
        return True

def play(policy):
    for seed in range(80):
        pick, limits = random.Random(seed), {"a": 100, "b": 10, "free": 0}
        old, told, now, calls = Old(limits, policy or "default"), [], 100.0, []
        new = LimiterFacade(dict(limits), policy) if policy else LimiterFacade(dict(limits))
        new.bus.subscribe(told.append)
        for _ in range(60):
            now += pick.choice([0, 3, 20, 61, -5])
            tenant, tokens = pick.choice(["a", "b", "free", "nobody"]), pick.choice([0, 1, 10, 60, 500])
            calls.append(f"allow({tenant!r}, {tokens}, {now})")
            wanted, given = old.allow(tenant, tokens, now), new.allow(tenant, tokens, now)
            if bool(given) != wanted or told != old.told:
                return {"policy": policy, "call": calls[-1], "wanted": [wanted, old.told[-1:]], "given": [given, told[-1:]]}
"""
SAME = "print(); print(json.dumps(play(None) or play('default') or play('strict') or play('lenient'), default=str))"
KEPT = """
limiter = LimiterFacade({str(number): 10 for number in range(300)})
tracemalloc.start()
for minute in range(100):
    for number in range(300):
        limiter.allow(str(number), 1, minute * 60)
print(); print(json.dumps(round(tracemalloc.get_traced_memory()[0] / 1000)))
"""


def probe(script):
    read("limits.py")
    ended = run(sys.executable, "-", seconds=40, stdin=SETTING + script)
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="LimiterFacade", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


def statements():
    try:
        tree = ast.parse(read("limits.py"))
    except SyntaxError as error:
        raise Miss("crashed", command="import limits", error=error) from None
    nodes = list(ast.walk(tree))
    documented = {id(node.body[0]) for node in nodes if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and node.body}
    count = sum(isinstance(node, ast.stmt) and not (id(node) in documented and isinstance(node, ast.Expr)) for node in nodes)
    return count, sum(isinstance(node, ast.ClassDef) for node in nodes)


@check("same-outside")
def same_outside():
    if wrong := probe(SAME):
        raise Miss("other-answer", **wrong)


@check("forgets")
def forgets():
    kilobytes = probe(KEPT)
    if kilobytes > 600:
        raise Miss("keeps-all", kilobytes=kilobytes)


@check("shorter")
def shorter():
    count, classes = statements()
    if count > 34 or classes > 2:
        raise Miss("still-long", count=count, classes=classes)


main()
