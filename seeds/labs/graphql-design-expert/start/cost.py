"""Depth and cost of every operation in operations.jsonl, beside what it took: python cost.py [DEPTH COST]

The cost of a field is its weight (weights.json; plain values and lists of values are free) and, for a list, `first`
times the cost of what is asked for inside it. With two limits it says whom they would turn away.
"""

import json
import statistics
import sys

from graphql import GraphQLList, GraphQLNonNull, build_schema, get_named_type, parse

schema = build_schema(open("schema.graphql", encoding="utf-8").read())
weights = json.load(open("weights.json", encoding="utf-8"))


def is_list(type_):
    while isinstance(type_, GraphQLNonNull):
        type_ = type_.of_type
    return isinstance(type_, GraphQLList)


def measure(type_, selections, depth=1):
    """(depth, cost) of what is selected on a type."""
    deepest, total = depth, 0
    for each in selections:
        field = type_.fields[each.name.value]
        given = {argument.name.value: int(argument.value.value) for argument in each.arguments or () if argument.value.kind == "int_value"}
        below = (depth, 0)
        if each.selection_set:
            below = measure(get_named_type(field.type), each.selection_set.selections, depth + 1)
        times = given.get("first", 20) if "first" in field.args else 1
        total += weights.get(f"{type_.name}.{each.name.value}", 0) + times * below[1] + (times if is_list(field.type) else 0) * 0.1
        deepest = max(deepest, below[0])
    return deepest, total


rows = []
for line in open("operations.jsonl", encoding="utf-8"):
    operation = json.loads(line)
    depth, cost = measure(schema.query_type, parse(operation["query"]).definitions[0].selection_set.selections)
    rows.append((cost, depth, operation))
costs, times = [row[0] for row in rows], [row[2]["p95_ms"] for row in rows]
limits = [float(each) for each in sys.argv[1:3]]
print(f"{'operation':<26} {'client':<14} {'calls/day':>9} {'depth':>5} {'cost':>9} {'p95 ms':>8} {'ms per cost':>11}")
for cost, depth, operation in sorted(rows, key=lambda row: -row[2]["p95_ms"]):
    refused = "   refused" if limits and (depth > limits[0] or cost > limits[1]) else ""
    print(f"{operation['name']:<26} {operation['client']:<14} {operation['calls_per_day']:>9,} {depth:>5} {cost:>9,.0f} {operation['p95_ms']:>8,} {operation['p95_ms'] / max(cost, 1):>11.2f}{refused}")
ranks = [[sorted(values).index(value) for value in values] for values in (costs, times)]
print(f"order by cost and order by time agree at {statistics.correlation(*ranks):.2f} (1 is the same order), "
      f"ms per cost from {min(t / max(c, 1) for t, c in zip(times, costs)):.2f} to {max(t / max(c, 1) for t, c in zip(times, costs)):.2f}")  # fmt: skip
