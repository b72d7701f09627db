"""Takes a text from the queue and runs the model."""

import json

import engine
from opentelemetry import trace
from opentelemetry.propagate import extract

tracer = trace.get_tracer(__name__)


def work(message):
    request = json.loads(message)
    context = extract(request.get("context", {}))
    with tracer.start_as_current_span("work", context=context, kind=trace.SpanKind.CONSUMER):
        with tracer.start_as_current_span("tokenize") as span:
            tokens = engine.tokenize(request["prompt"])
            span.set_attribute("gen_ai.usage.input_tokens", len(tokens))
        span = tracer.start_span("gpu")
        try:
            return engine.run_gpu(tokens)
        finally:
            span.end()
