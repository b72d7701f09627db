"""Takes a request and leaves the work to the queue."""

import json

from opentelemetry import trace
from opentelemetry.propagate import extract, inject

tracer = trace.get_tracer(__name__)


def answer(headers, body, publish):
    """One HTTP request: headers as a dict with lower-case names, the body as text, and what puts a text on the queue."""
    with tracer.start_as_current_span("POST /generate", context=extract(headers), kind=trace.SpanKind.SERVER):
        request = json.loads(body)
        with tracer.start_as_current_span("publish", kind=trace.SpanKind.PRODUCER):
            carrier = {}
            inject(carrier)
            publish(json.dumps({"prompt": request["prompt"], "context": carrier}))
        return 202
