"""A client, the gateway over HTTP, a queue and the worker; prints every span as a tree."""

import http.server
import queue
import threading
import urllib.request

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

spans = InMemorySpanExporter()
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(spans))
trace.set_tracer_provider(provider)

import gateway  # noqa: E402
import worker  # noqa: E402

messages = queue.Queue()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.send_response(gateway.answer(headers, body, messages.put))
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
CLIENT = "00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-01"
for prompt, headers in (("why is the sky blue", {"traceparent": CLIENT}), ("word " * 60, {}), ("hello", {})):
    body = b'{"prompt": "%s"}' % prompt.encode()
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{server.server_port}", body, headers)).close()
server.shutdown()
while not messages.empty():
    try:
        worker.work(messages.get())
    except RuntimeError as error:
        print("worker:", error)


def show(parent, depth):
    for span in sorted(finished, key=lambda each: each.start_time):
        if (span.parent.span_id if span.parent else 0) == parent:
            took = (span.end_time - span.start_time) / 1e6
            print(f"{'  ' * depth}{span.name:<{24 - 2 * depth}} {took:6.1f} ms  {span.status.status_code.name}  {dict(span.attributes)}")
            show(span.context.span_id, depth + 1)


finished = spans.get_finished_spans()
known = {span.context.span_id for span in finished}
for trace_id in dict.fromkeys(span.context.trace_id for span in sorted(finished, key=lambda each: each.start_time)):
    print(f"trace {trace_id:032x}")
    inside = [span for span in finished if span.context.trace_id == trace_id]
    for parent in dict.fromkeys(span.parent.span_id if span.parent else 0 for span in inside):
        if parent not in known:
            everything, finished = finished, inside
            show(parent, 1)
            finished = everything
print(f"{len(spans.get_finished_spans())} spans")
