"""Takes a request and leaves the work to the queue."""

import json


def answer(headers, body, publish):
    """One HTTP request: headers as a dict with lower-case names, the body as text, and what puts a text on the queue."""
    request = json.loads(body)
    publish(json.dumps({"prompt": request["prompt"]}))
    return 202
