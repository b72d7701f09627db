"""A model server behind a gateway that forgets a connection which was silent for LIMIT seconds, and tells nobody.

The gateway of the capture takes minutes to forget; this one takes two seconds, so that an evening is enough.
"""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIMIT = 2.0


class Replica:
    """`port` is the gateway's; `connections` counts what was opened, `served` the ids of the requests that were worked on."""

    def __init__(self, limit=LIMIT):
        self.limit, self.connections, self.served, self.slow = limit, 0, [], set()
        replica = self

        class Model(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                replica.served.append(asked["id"])
                if asked["id"] in replica.slow:
                    time.sleep(1.6)
                body = json.dumps({"id": asked["id"], "score": asked["income"] / 1000}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.model = ThreadingHTTPServer(("127.0.0.1", 0), Model)
        self.model.daemon_threads = True
        self.gate = socket.create_server(("127.0.0.1", 0))
        self.port = self.gate.getsockname()[1]
        threading.Thread(target=self.model.serve_forever, daemon=True).start()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self.gate.accept()
            except OSError:
                return
            self.connections += 1
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server = socket.create_connection(self.model.server_address)
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            flow = {"heard": time.monotonic(), "forgotten": False}
            for source, target in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=(source, target, flow), daemon=True).start()

    def _pass(self, source, target, flow):
        try:
            while data := source.recv(65536):
                now = time.monotonic()
                if now - flow["heard"] > self.limit:
                    flow["forgotten"] = True
                flow["heard"] = now
                if not flow["forgotten"]:
                    target.sendall(data)
        except OSError:
            pass
        finally:
            target.close() if not flow["forgotten"] else None

    def stop(self):
        self.gate.close()
        self.model.shutdown()
        self.model.server_close()
