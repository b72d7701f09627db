"""What the worker calls; nothing to change here."""

import time


def tokenize(prompt):
    time.sleep(0.01)
    return prompt.split()


def run_gpu(tokens):
    time.sleep(0.03)
    if len(tokens) > 50:
        raise RuntimeError(f"CUDA out of memory: {len(tokens)} tokens")
    return " ".join(reversed(tokens))
