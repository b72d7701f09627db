"""Replicas arrive one by one and go to one of `machines` GPU nodes. A move reloads weights, so moves are counted."""


def greedy(sizes, machines):
    """Each replica goes to the node with the least load; nothing ever moves. Gives the nodes and the moved sizes."""
    nodes = [[] for _ in range(machines)]
    for size in sizes:
        min(nodes, key=sum).append(size)
    return nodes, []


def optimum(sizes, machines, best=None):
    """The smallest greatest load, by trying everything that could be better; up to about 16 replicas."""
    order, loads = sorted(sizes, reverse=True), [0] * machines
    best = best or max(map(sum, greedy(order, machines)[0]))

    def put(place):
        nonlocal best
        if place == len(order):
            best = min(best, max(loads))
            return
        tried = set()
        for node in range(machines):
            load = loads[node]
            if load not in tried and load + order[place] < best:
                tried.add(load)
                loads[node] += order[place]
                put(place + 1)
                loads[node] = load

    put(0)
    return best


def bricks(machines):
    """machines · (machines − 1) replicas of size 1, then one as large as the number of machines. Optimum: machines."""
    return [1] * (machines * (machines - 1)) + [machines]


def crumbs(machines, parts):
    """The bricks, each broken into equal parts. The optimum stays the same."""
    return [1 / parts] * (machines * (machines - 1) * parts) + [machines]
