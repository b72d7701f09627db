"""A Redis-compatible server in Python for this lab, on port 6390 of this machine; Ctrl+C stops it."""

from fakeredis import TcpFakeServer

with TcpFakeServer(("127.0.0.1", 6390), server_type="redis") as server:
    print("Redis at 127.0.0.1:6390. Ctrl+C stops it.", flush=True)
    server.serve_forever()
