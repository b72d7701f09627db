"""One way to ask for text, whatever runs behind it: the words callers use, and one class per backend."""

from dataclasses import dataclass


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
