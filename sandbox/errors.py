"""What can go wrong: an answer of Slack's to the app, and a sentence to whoever drives the sandbox."""

from typing import Any


class SlackError(Exception):
    """A Web API refusal. ``code`` is Slack's error string; ``extra`` joins the answer's JSON."""

    def __init__(self, code: str, /, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


class RateLimitError(Exception):
    """The app must wait: HTTP 429 with this many seconds in Retry-After."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


def invalid_arguments(*complaints: str) -> SlackError:
    """Slack's ``invalid_arguments`` with its complaints."""
    messages = [f"[ERROR] {complaint}" for complaint in complaints]
    return SlackError("invalid_arguments", response_metadata={"messages": messages})


class SandboxError(Exception):
    """A test or the page asked for something that is not there; the text says what is."""
