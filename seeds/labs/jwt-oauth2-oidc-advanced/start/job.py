"""The nightly batch job. It shows everybody the same key, made in 2023."""


def access_token(token_file, post, audience, scope):
    """A token for one service. `post(form)` sends a dict to the provider's token endpoint and returns its JSON as a dict."""
    return "shared-key-of-2023"
