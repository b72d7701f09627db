"""A stand-in for the Triton client: one prompt per request, and the prompt comes back in front of the text."""


class InferenceServerException(Exception):
    """`status()` is a text such as "StatusCode.UNAVAILABLE" or "StatusCode.INVALID_ARGUMENT"."""

    def __init__(self, message, status):
        super().__init__(message)
        self._status = status

    def status(self):
        return self._status


class TritonClient:
    def infer(self, model_name, inputs):
        """inputs: {"text_input": str, "max_tokens": int}; gives text_output, output_ids and stopped."""
        if not inputs["text_input"]:
            raise InferenceServerException("empty text_input", "StatusCode.INVALID_ARGUMENT")
        words = f"{model_name} says hello to you".split()
        taken = words[: inputs["max_tokens"]]
        return {
            "text_output": inputs["text_input"] + " " + " ".join(taken),
            "output_ids": list(range(len(taken))),
            "stopped": len(taken) == len(words),
        }
