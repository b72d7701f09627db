"""Drives both adapters with clients of its own, and the caller with a backend nobody has seen."""

import sys

from rung_check import FOLDER, Miss, check, load, main, read

PROMPTS = ["long one", "b", "middle"]


def loaded(name, *wanted):
    sys.modules.pop(name.removesuffix(".py"), None)
    return load(name, *wanted)


def tried(what, function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except Exception as error:
        raise Miss("fails", what=what, error=f"{type(error).__name__}: {error}") from None


class Triton:
    def __init__(self, error=None):
        self.error = error

    def infer(self, model_name, inputs):
        if self.error:
            raise self.error
        prompt = inputs["text_input"]
        return {"text_output": f"{prompt} re: {prompt.upper()}", "output_ids": [7] * len(prompt), "stopped": len(prompt) < inputs["max_tokens"]}


class Vllm:
    def __init__(self, error=None):
        self.error = error

    def completions(self, body):
        if self.error:
            raise self.error
        choices = [
            {"index": index, "text": f" re: {prompt.upper()}\n", "finish_reason": "stop" if len(prompt) < body["max_tokens"] else "length"}
            for index, prompt in enumerate(body["prompt"])
        ]
        used = sum(map(len, body["prompt"]))
        return {"choices": sorted(choices, key=lambda choice: len(choice["text"])), "usage": {"completion_tokens": used}}


def backends():
    module = loaded("backends.py", "Generation", "BackendError", "TritonBackend", "VllmBackend")
    return module, {"TritonBackend": (module.TritonBackend, Triton), "VllmBackend": (module.VllmBackend, Vllm)}


@check("one-meaning")
def one_meaning():
    _, both = backends()
    wanted = (["re: LONG ONE", "re: B", "re: MIDDLE"], 15, 2)
    for name, (backend, client) in both.items():
        given = tried(f"{name}.generate", lambda: backend(client()).generate(PROMPTS, 6))
        found = tuple(getattr(given, field, None) for field in ("texts", "tokens", "cut"))
        found = (list(found[0] or ()), *found[1:])
        if found != wanted:
            raise Miss("other-words", name=name, wanted=wanted, given=found)


@check("one-error")
def one_error():
    module, both = backends()
    triton, vllm = loaded("triton.py", "InferenceServerException"), loaded("vllm.py", "ApiStatusError")
    module = loaded("backends.py")
    cases = {
        "TritonBackend": [(triton.InferenceServerException("x", f"StatusCode.{code}"), code == "UNAVAILABLE", code) for code in ("UNAVAILABLE", "INVALID_ARGUMENT", "NOT_FOUND")],
        "VllmBackend": [(vllm.ApiStatusError("x", code), code in (429, 503), code) for code in (429, 503, 400, 404)],
    }
    for name, each in cases.items():
        for error, retry, code in each:
            backend = tried(name, getattr(module, name), both[name][1](error))
            try:
                backend.generate(["a"], 5)
                given = "no error"
            except module.BackendError as raised:
                given = f"BackendError, retry={raised.retry}"
            except Exception as raised:
                given = type(raised).__name__
            if given != f"BackendError, retry={retry}":
                raise Miss("other-error", name=name, code=code, retry=retry, given=given)


@check("caller-knows-none")
def caller_knows_none():
    module = loaded("backends.py", "Generation", "BackendError")
    chat = loaded("chat.py", "answer")

    class Third:
        def __init__(self, failures=0, retry=True):
            self.failures, self.retry, self.calls = failures, retry, 0

        def generate(self, prompts, max_tokens):
            self.calls += 1
            if self.calls <= self.failures:
                raise module.BackendError("busy", retry=self.retry)
            return module.Generation([f"{prompt}!" for prompt in prompts], 4, 1)

    wanted = {"texts": ["a!", "b!"], "tokens": 4, "cut": 1}
    for failures in (0, 1):
        given = tried("answer with a third backend", chat.answer, Third(failures), ["a", "b"])
        if given != wanted:
            raise Miss("other-answer", wanted=wanted, given=given)
    hopeless = Third(1, retry=False)
    try:
        chat.answer(hopeless, ["a"])
    except module.BackendError:
        pass
    except Exception as error:
        raise Miss("fails", what="answer with a third backend", error=type(error).__name__) from None
    if hopeless.calls != 1:
        raise Miss("asks-again", calls=hopeless.calls)


@check("names-no-vendor")
def names_no_vendor():
    read("chat.py"), read("backends.py")
    kept = {name: sys.modules.pop(name, None) for name in ("triton", "vllm", "backends", "chat")}
    try:
        import builtins
        real, asked = builtins.__import__, []

        def watching(name, scope=None, *rest, **named):
            if name in ("triton", "vllm") and str((scope or {}).get("__file__", "")).startswith(str(FOLDER / "chat")):
                asked.append(name)
            return real(name, scope, *rest, **named)

        builtins.__import__ = watching
        try:
            load("chat.py", "answer")
        finally:
            builtins.__import__ = real
    finally:
        sys.modules.update({name: module for name, module in kept.items() if module is not None})
    if asked:
        raise Miss("vendor-named", name=asked[0])


main()
