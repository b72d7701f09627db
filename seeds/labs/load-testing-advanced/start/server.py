"""python server.py PORT [BATCH]: a stand-in for a GPU endpoint that batches, and every 8 seconds stands still for one.

Each answer says in the header X-Service-Ms how long its batch was on the GPU. STEADY=1 leaves the pauses out.
"""

import os
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST = int(sys.argv[2]) if len(sys.argv) > 2 else 1
waiting = queue.Queue()


def on_gpu(rows):
    """Milliseconds for a batch: the start, the rows, and the rows that no longer fit into the fast memory."""
    return 8 + 1.5 * rows + 1.5 * max(0, rows - 16)


def gpu():
    pause = time.perf_counter() + 8
    while True:
        batch = [waiting.get()]
        while len(batch) < LARGEST and not waiting.empty():
            batch.append(waiting.get())
        if time.perf_counter() > pause and not os.environ.get("STEADY"):
            time.sleep(1)  # a checkpoint, a compaction, a neighbour
            pause = time.perf_counter() + 8
        time.sleep(on_gpu(len(batch)) / 1000)
        for done in batch:
            done.append(on_gpu(len(batch)))
            done[0].set()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        mine = [threading.Event()]
        waiting.put(mine)
        mine[0].wait()
        self.send_response(200)
        self.send_header("X-Service-Ms", f"{mine[1]:.1f}")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size, daemon_threads = 512, True

    def handle_error(self, *_):
        pass


if __name__ == "__main__":
    threading.Thread(target=gpu, daemon=True).start()
    Server(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
