"""How other teams use the library."""

import numpy as np
from pipelines import Registry, Step, evaluate, first, mean_pool, rank, similarity

split = Step(str.split)
count = Step(len)
shout = Step(str.upper)


class Longest:
    def predict(self, rows):
        return [max(row.split(), key=len) for row in rows]


words = split.then(count)
print(words("three small words"), shout.then(split)("a b"))
print(evaluate(Longest(), ["a bcd", "ef g"], ["bcd", "g"]))
models = Registry()
models.add("longest", Longest())
print(models.names(), models.get("longest").predict(["to be"]))
print(first([3, 4]), first([], default=7), first("xy"))
tokens = np.array([[1.0, 0.0], [0.0, 1.0]])
print(mean_pool(tokens), similarity(tokens[0], mean_pool(tokens)), rank(mean_pool(tokens), tokens))
