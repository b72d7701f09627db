"""Minor versions that each cluster has to pass to 1.34, control plane one by one, nodes at most three behind: python steps.py"""

import csv

TARGET = 34
for row in csv.DictReader(open("clusters.csv", encoding="utf-8")):
    plane, nodes = (int(row[name].split(".")[1]) for name in ("control_plane", "nodes"))
    node_rounds, at = 0, nodes
    plan = []
    for version in range(plane + 1, TARGET + 1):
        if version - at > 3:
            at, node_rounds = version - 1, node_rounds + 1
            plan.append(f"nodes→1.{at}")
        plan.append(f"1.{version}")
    if at < TARGET:
        node_rounds += 1
        plan.append(f"nodes→1.{TARGET}")
    drains = node_rounds * int(row["node_count"])
    print(f"{row['cluster']:<9}{TARGET - plane:>3} steps, {node_rounds} rounds of nodes, {drains:>4} drains   {' '.join(plan)}")
