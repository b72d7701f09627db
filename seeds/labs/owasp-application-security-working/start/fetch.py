"""One HTTP request, no redirects followed; nothing to change here."""

import urllib.error
import urllib.request
from typing import NamedTuple


class Answer(NamedTuple):
    status: int
    headers: dict  # names in lower case
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def get(url):
    try:
        with urllib.request.build_opener(_Stay).open(url, timeout=5) as answer:
            return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, {name.lower(): value for name, value in error.headers.items()}, error.read())
