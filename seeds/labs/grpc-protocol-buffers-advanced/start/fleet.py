"""Three inference Pods and the layer-4 balancer in front of them, all on this laptop: python fleet.py

Every second one line: connections the balancer has opened, and requests each Pod has answered in that second.
Type w and Enter to send Pod b back to warming up, r to make it ready again, k to kill Pod c, q to stop.
"""

import asyncio
import itertools
import json
import sys
import threading
import time
from concurrent import futures
from pathlib import Path

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

READY, WARMING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING


class Pod(grpc.GenericRpcHandler):
    """Answers /scoring.v1.Scoring/Score with its own name after `seconds`, and tells the standard health service."""

    def __init__(self, name, seconds=0.004):
        self.name, self.seconds, self.answered = name, seconds, 0
        self.health = health.HealthServicer()
        self.server = grpc.server(futures.ThreadPoolExecutor(max_workers=16), handlers=[self])
        health_pb2_grpc.add_HealthServicer_to_server(self.health, self.server)
        self.ready(True)
        self.address = f"127.0.0.1:{self.server.add_insecure_port('127.0.0.1:0')}"
        self.server.start()

    def ready(self, yes):
        self.health.set("", READY if yes else WARMING)
        self.health.set("scoring.v1.Scoring", READY if yes else WARMING)

    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(self._score) if details.method.endswith("/Score") else None

    def _score(self, _request, _context):
        time.sleep(self.seconds)
        self.answered += 1
        return self.name.encode()


class Balancer:
    """Hands each new TCP connection to the next Pod; it knows nothing of what flows through."""

    def __init__(self, pods):
        self.turn, self.opened, self.address = itertools.cycle(pods), 0, ""

    async def start(self):
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.address = "127.0.0.1:%d" % server.sockets[0].getsockname()[1]

    async def _accept(self, reader, writer):
        self.opened += 1
        host, port = next(self.turn).address.split(":")
        try:
            pod_reader, pod_writer = await asyncio.open_connection(host, int(port))
            await asyncio.gather(self._pipe(reader, pod_writer), self._pipe(pod_reader, writer))
        except OSError:
            writer.close()

    async def _pipe(self, reader, writer):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
        writer.close()


async def main():
    pods = [Pod(name) for name in "abc"]
    balancer = Balancer(pods)
    await balancer.start()
    Path("fleet.json").write_text(json.dumps({"balancer": [balancer.address], "pods": [pod.address for pod in pods]}))
    print("balancer", balancer.address, " pods", *(pod.address for pod in pods))
    keys = iter(sys.stdin.readline, "")
    typed = []
    threading.Thread(target=lambda: typed.extend(key.strip() or " " for key in keys), daemon=True).start()
    before = [0, 0, 0]
    while "q" not in typed:
        await asyncio.sleep(1)
        for key in typed:
            {"w": lambda: pods[1].ready(False), "r": lambda: pods[1].ready(True), "k": lambda: pods[2].server.stop(0)}.get(key, int)()
        typed.clear() if "q" not in typed else None
        now = [pod.answered for pod in pods]
        if now != before:
            print(f"connections {balancer.opened:>2}   " + "   ".join(f"{pod.name} {n - b:>4}" for pod, n, b in zip(pods, now, before)), flush=True)
        before = now
    for pod in pods:
        pod.server.stop(0)


if __name__ == "__main__":
    asyncio.run(main())
