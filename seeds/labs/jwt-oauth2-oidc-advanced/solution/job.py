"""The nightly batch job. It shows who it is with the token its platform gives it, and asks for one token per service."""

from pathlib import Path


def access_token(token_file, post, audience, scope):
    """A token for one service. `post(form)` sends a dict to the provider's token endpoint and returns its JSON as a dict."""
    answer = post({
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token": Path(token_file).read_text(encoding="utf-8").strip(),
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "audience": audience,
        "scope": scope,
    })  # fmt: skip
    return answer["access_token"]
