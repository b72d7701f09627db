"""One way to ask for text, whatever runs behind it: the words callers use, and one class per backend."""

from dataclasses import dataclass

from triton import InferenceServerException
from vllm import ApiStatusError


@dataclass(frozen=True)
class Generation:
    texts: list  # one per prompt, in the order of the prompts; generated text only, without spaces at its ends
    tokens: int  # generated for all prompts together
    cut: int  # how many of the texts max_tokens cut short


class BackendError(Exception):
    """What callers see when a backend fails; `retry` says whether asking again may help."""

    def __init__(self, message, retry):
        super().__init__(message)
        self.retry = retry


class TritonBackend:
    def __init__(self, client, model="ensemble"):
        self.client, self.model = client, model

    def generate(self, prompts, max_tokens):
        outs = [self._one(prompt, max_tokens) for prompt in prompts]
        texts = [out["text_output"].strip() for prompt, out in zip(prompts, outs)]
        return Generation(texts, sum(len(out["output_ids"]) for out in outs), sum(not out["stopped"] for out in outs))

    def _one(self, prompt, max_tokens):
        try:
            return self.client.infer(self.model, {"text_input": prompt, "max_tokens": max_tokens})
        except InferenceServerException as error:
            raise BackendError(str(error), retry=error.status() == "StatusCode.UNAVAILABLE") from error


class VllmBackend:
    def __init__(self, client):
        self.client = client

    def generate(self, prompts, max_tokens):
        try:
            out = self.client.completions({"prompt": list(prompts), "max_tokens": max_tokens})
        except ApiStatusError as error:
            raise BackendError(str(error), retry=error.status_code in (429, 503)) from error
        choices = sorted(out["choices"], key=lambda choice: choice["index"])
        cut = sum(choice["finish_reason"] == "length" for choice in choices)
        return Generation([choice["text"].strip() for choice in choices], out["usage"]["completion_tokens"], cut)
