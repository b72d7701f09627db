"""Once, for pickles of our own: python convert.py models/ranker.pkl"""

import pickle
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file


class Plain(pickle.Unpickler):
    """Reads numbers, lists and names; whatever asks for a class or a function is refused."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"asks for {module}.{name}")


if __name__ == "__main__":
    path = Path(sys.argv[1])
    with path.open("rb") as file:
        arrays = {name: np.asarray(values, dtype=np.float32) for name, values in Plain(file).load().items()}
    save_file(arrays, path.with_suffix(".safetensors"))
