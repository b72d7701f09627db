"""What a span costs the service that makes it: python overhead.py"""

import time

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON

COUNT = 20_000


class Nowhere(SpanExporter):
    def export(self, spans):
        return SpanExportResult.SUCCESS


class Slow(SpanExporter):
    def export(self, spans):
        time.sleep(0.001)  # a collector one millisecond away
        return SpanExportResult.SUCCESS


def measure(name, tracer, count=COUNT):
    began = time.perf_counter()
    for number in range(count):
        with tracer.start_as_current_span("work") as span:
            span.set_attribute("tokens", number)
    print(f"{name:<34} {(time.perf_counter() - began) / count * 1e6:8.1f} µs a span")


for name, sampler, processor, count in (
    ("not recorded (ALWAYS_OFF)", ALWAYS_OFF, BatchSpanProcessor(Nowhere()), COUNT),
    ("recorded, exported in batches", ALWAYS_ON, BatchSpanProcessor(Slow()), COUNT),
    ("recorded, exported one by one", ALWAYS_ON, SimpleSpanProcessor(Slow()), 500),
):
    provider = TracerProvider(sampler=sampler)
    provider.add_span_processor(processor)
    measure(name, provider.get_tracer("overhead"), count)
    provider.shutdown()
measure("no SDK at all", trace.get_tracer("nothing"))
