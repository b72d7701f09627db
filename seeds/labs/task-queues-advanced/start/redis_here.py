"""A Redis-compatible server in Python for this lab, on port 6391 of this machine; Ctrl+C stops it."""

from fakeredis import TcpFakeServer

with TcpFakeServer(("127.0.0.1", 6391), server_type="redis") as server:
    print("Redis at 127.0.0.1:6391. Ctrl+C stops it.", flush=True)
    server.serve_forever()
