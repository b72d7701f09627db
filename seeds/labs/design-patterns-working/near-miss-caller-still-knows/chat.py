"""Answers a list of prompts with whichever backend the platform runs today."""

from dataclasses import asdict

from backends import BackendError, TritonBackend, VllmBackend


def answer(backend, prompts, max_tokens=64):
    """{"texts": one per prompt, "tokens": generated in all, "cut": how many texts max_tokens cut short}."""
    if not isinstance(backend, (TritonBackend, VllmBackend)):
        raise TypeError(f"unknown backend {type(backend).__name__}")
    try:
        given = backend.generate(prompts, max_tokens)
    except BackendError as error:
        if not error.retry:
            raise
        given = backend.generate(prompts, max_tokens)
    return asdict(given)
