"""A stand-in for a vLLM server's completions: many prompts per request; choices come as they get done."""


class ApiStatusError(Exception):
    """`status_code` is the one of HTTP, such as 400, 429 or 503."""

    def __init__(self, message, status_code):
        super().__init__(message)
        self.status_code = status_code


class VllmClient:
    def completions(self, body):
        """body: {"prompt": [str, …], "max_tokens": int}; gives choices (index, text, finish_reason) and usage."""
        if "" in body["prompt"]:
            raise ApiStatusError("empty prompt", 400)
        choices, used = [], 0
        for index, prompt in enumerate(body["prompt"]):
            words = ["fine,"] * (len(prompt) % 4) + ["thanks"]
            taken = words[: body["max_tokens"]]
            used += len(taken)
            reason = "stop" if len(taken) == len(words) else "length"
            choices.append({"index": index, "text": " " + " ".join(taken), "finish_reason": reason})
        choices.sort(key=lambda choice: len(choice["text"]))
        return {"choices": choices, "usage": {"completion_tokens": used}}
