"""Writes two pickled models: one of our own from last year, and one somebody uploaded."""

import pickle
from pathlib import Path


class Gift:
    """What a stranger can put into a pickle: a call that runs as it is read."""

    def __reduce__(self):
        return Path.write_text, (Path("owned.txt"), "this file was written by load_weights\n")


Path("models").mkdir(exist_ok=True)
ours = {"weight": [[0.5, -1.25, 2.0], [1.5, 0.0, -0.75]], "bias": [0.1, -0.2]}
Path("models/ranker.pkl").write_bytes(pickle.dumps(ours))
Path("models/gift.pkl").write_bytes(pickle.dumps({"weight": Gift(), "bias": [0.0]}))
