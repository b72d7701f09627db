"""Sends requests through gateway and worker in one process and looks at the spans they leave."""

import json
from functools import cache

from rung_check import Miss, check, load, main

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

TRACE, SPAN = 0x1234567890ABCDEF1234567890ABCDEF, 0xFEDCBA0987654321
INCOMING = {"traceparent": f"00-{TRACE:032x}-{SPAN:016x}-01", "content-type": "application/json"}
SPANS = InMemorySpanExporter()
PROVIDER = TracerProvider()
PROVIDER.add_span_processor(SimpleSpanProcessor(SPANS))
trace.set_tracer_provider(PROVIDER)


@cache
def parts():
    return load("gateway.py", "answer"), load("worker.py", "work")


def did(action, *given):
    """(result or the exception, the spans that ended meanwhile) of a call."""
    SPANS.clear()
    try:
        result = action(*given)
    except Exception as error:
        result = error
    return result, list(SPANS.get_finished_spans())


def asked(prompt, headers):
    """(messages, spans of the gateway) of one request."""
    sent = []
    result, spans = did(parts()[0].answer, dict(headers), json.dumps({"prompt": prompt}), sent.append)
    if isinstance(result, Exception) or len(sent) != 1 or not isinstance(sent[0], str):
        raise Miss("no-message", result=f"{type(result).__name__}: {result}" if isinstance(result, Exception) else sent)
    return sent[0], spans


def worked(message):
    result, spans = did(parts()[1].work, message)
    return result, spans


def parent(span):
    return span.parent.span_id if span.parent else None


def names(spans):
    return ", ".join(span.name for span in spans) or "none"


@check("one-trace")
def one_trace():
    message, ours = asked("why is the sky blue", INCOMING)
    if not ours:
        raise Miss("no-gateway-span")
    if {span.context.trace_id for span in ours} != {TRACE} or not any(parent(span) == SPAN for span in ours):
        raise Miss("ignores-caller", trace=f"{ours[0].context.trace_id:032x}")
    result, theirs = worked(message)
    if isinstance(result, Exception):
        raise Miss("work-fails", error=f"{type(result).__name__}: {result}")
    if not theirs:
        raise Miss("no-worker-span")
    if {span.context.trace_id for span in theirs} != {TRACE}:
        raise Miss("trace-breaks", trace=f"{theirs[0].context.trace_id:032x}")
    mine, known = {span.context.span_id for span in ours}, {span.context.span_id for span in theirs}
    tops = [span for span in theirs if parent(span) not in known]
    if not all(parent(span) in mine for span in tops):
        raise Miss("not-below-gateway", span=tops[0].name)


@check("own-trace")
def own_trace():
    first, one = asked("first", INCOMING)
    second, two = asked("second", {})
    if not one or not two or two[0].context.trace_id == TRACE:
        raise Miss("mixed", what="gateway")
    ran = [worked(first)[1], worked(second)[1], worked(json.dumps({"prompt": "from an older gateway"}))]
    *ran, (result, third) = ran
    if isinstance(result, Exception):
        raise Miss("old-message", error=f"{type(result).__name__}: {result}")
    seen = [{span.context.trace_id for span in spans} for spans in (*ran, third)]
    if not all(len(each) == 1 for each in seen) or len(set.union(*seen)) != 3:
        raise Miss("mixed", what="worker")
    if {span.context.trace_id for span in two} != seen[1]:
        raise Miss("mixed", what="worker")


@check("two-spans")
def two_spans():
    _, spans = worked(asked("one two three four five six seven", {})[0])
    found = {span.name: span for span in spans}
    for name in ("tokenize", "gpu"):
        if name not in found:
            raise Miss("no-span", name=name, names=names(spans))
    tokenize, gpu = found["tokenize"], found["gpu"]
    if parent(gpu) == tokenize.context.span_id or parent(tokenize) == gpu.context.span_id or parent(gpu) != parent(tokenize):
        raise Miss("not-side-by-side")
    took = {name: (found[name].end_time - found[name].start_time) / 1e6 for name in ("tokenize", "gpu")}
    if took["tokenize"] < 9 or took["gpu"] < 28:
        short = min(took, key=lambda name: took[name] - {"tokenize": 10, "gpu": 30}[name])
        raise Miss("too-short", name=short, took=round(took[short], 1))
    if tokenize.end_time > gpu.start_time:
        raise Miss("not-side-by-side")
    if (said := dict(tokenize.attributes or {}).get("gen_ai.usage.input_tokens")) != 7:
        raise Miss("no-tokens", said=said)


@check("error-kept")
def error_kept():
    result, spans = worked(asked("word " * 60, {})[0])
    if not isinstance(result, RuntimeError):
        raise Miss("swallowed")
    gpu = [span for span in spans if span.name == "gpu"]
    if not gpu:
        raise Miss("no-span", name="gpu", names=names(spans))
    if gpu[0].status.status_code.name != "ERROR":
        raise Miss("no-status", status=gpu[0].status.status_code.name)
    if not any("out of memory" in str(dict(event.attributes or {})) for event in gpu[0].events):
        raise Miss("no-exception-event")


main()
