"""POST /models/load {"url": "…"}: fetches a model somebody names, from where we allow it."""

from urllib.parse import unquote, urljoin, urlsplit

import fetch

# Whose models we run: host, and the folder below which they stand.
ALLOWED = [("models.example.com", "/published/"), ("hub.example.org", "/acme/")]
REDIRECTS = (301, 302, 303, 307, 308)


class Refused(Exception):
    """The address is not one we load models from."""


def allowed(url):
    """The address, if it is one of ours."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(str(error)) from None
    path = unquote(parts.path)
    if parts.scheme != "https" or port not in (None, 443) or parts.username is not None:
        raise Refused(url)
    if ".." in path.replace("\\", "/").split("/"):
        raise Refused(url)
    if not any(parts.hostname == host and path.startswith(folder) for host, folder in ALLOWED):
        raise Refused(url)
    return url


def load_model(url, get=fetch.get):
    """The bytes of a model. `get` makes one request and follows nothing."""
    for _ in range(5):
        answer = get(allowed(url))
        if answer.status not in REDIRECTS:
            return answer.body
        url = urljoin(url, answer.headers.get("location", ""))
    raise Refused("too many redirects")
