"""Answers a list of prompts with whichever backend the platform runs today."""

from triton import InferenceServerException, TritonClient
from vllm import ApiStatusError, VllmClient


def answer(backend, prompts, max_tokens=64):
    """{"texts": one per prompt, "tokens": generated in all, "cut": how many texts max_tokens cut short}."""
    texts, tokens, cut = [], 0, 0
    if isinstance(backend, TritonClient):
        for prompt in prompts:
            try:
                out = backend.infer("ensemble", {"text_input": prompt, "max_tokens": max_tokens})
            except InferenceServerException as error:
                if error.status() != "StatusCode.UNAVAILABLE":
                    raise
                out = backend.infer("ensemble", {"text_input": prompt, "max_tokens": max_tokens})
            texts.append(out["text_output"])
            tokens += len(out["output_ids"])
            cut += not out["stopped"]
    elif isinstance(backend, VllmClient):
        try:
            out = backend.completions({"prompt": prompts, "max_tokens": max_tokens})
        except ApiStatusError as error:
            if error.status_code not in (429, 503):
                raise
            out = backend.completions({"prompt": prompts, "max_tokens": max_tokens})
        texts = [choice["text"] for choice in out["choices"]]
        tokens = out["usage"]["completion_tokens"]
        cut = sum(choice["finish_reason"] == "length" for choice in out["choices"])
    return {"texts": texts, "tokens": tokens, "cut": cut}
