"""Takes a text from the queue and runs the model."""

import json

import engine


def work(message):
    request = json.loads(message)
    tokens = engine.tokenize(request["prompt"])
    return engine.run_gpu(tokens)
