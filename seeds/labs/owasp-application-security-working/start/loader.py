"""POST /models/load {"url": "…"}: fetches a model somebody names. Today it fetches anything."""

from urllib.parse import urljoin

import fetch

# Whose models we run: host, and the folder below which they stand.
ALLOWED = [("models.example.com", "/published/"), ("hub.example.org", "/acme/")]
REDIRECTS = (301, 302, 303, 307, 308)


class Refused(Exception):
    """The address is not one we load models from."""


def load_model(url, get=fetch.get):
    """The bytes of a model. `get` makes one request and follows nothing."""
    answer = get(url)
    while answer.status in REDIRECTS:
        url = urljoin(url, answer.headers["location"])
        answer = get(url)
    return answer.body
