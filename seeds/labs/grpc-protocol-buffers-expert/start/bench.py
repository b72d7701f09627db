"""Sends a float32 tensor to a process next door and gets a vector of 512 numbers back, five ways: python bench.py"""

import array
import base64
import json
import multiprocessing
import statistics
import time
from concurrent import futures
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import shared_memory

import grpc

SIZES = {"512 numbers (an embedding)": 512, "150,528 numbers (one image)": 150_528, "4.8 million numbers (32 images)": 32 * 150_528}
VECTOR = array.array("f", range(512)).tobytes()
OPTIONS = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]
# gRPC without a schema: the bytes of the tensor are the message, as a proto field of type bytes would carry them.


class Rest(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # without it every small answer waits 40 ms for an acknowledgement

    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/json":
            array.array("f", json.loads(raw)["data"])
            answer = json.dumps({"vector": array.array("f", VECTOR).tolist()}).encode()
        elif self.path == "/base64":
            base64.b64decode(json.loads(raw)["data"])
            answer = json.dumps({"vector": base64.b64encode(VECTOR).decode()}).encode()
        elif self.path == "/shared":
            asked = json.loads(raw)
            block = shared_memory.SharedMemory(asked["name"], track=False) if TRACK else shared_memory.SharedMemory(asked["name"])
            array.array("f").frombytes(block.buf[: asked["bytes"]])
            block.close()
            answer = VECTOR
        else:
            array.array("f").frombytes(raw)
            answer = VECTOR
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


TRACK = "track" in shared_memory.SharedMemory.__init__.__code__.co_varnames


class Embed(grpc.GenericRpcHandler):
    def service(self, _details):
        def embed(raw, _context):
            array.array("f").frombytes(raw)
            return VECTOR

        return grpc.unary_unary_rpc_method_handler(embed)


def serve(ports):
    rest = ThreadingHTTPServer(("127.0.0.1", 0), Rest)
    server = grpc.server(futures.ThreadPoolExecutor(4), handlers=[Embed()], options=OPTIONS)
    ports.send((rest.server_address[1], server.add_insecure_port("127.0.0.1:0")))
    server.start()
    rest.serve_forever()


def ways(rest_port, grpc_port, numbers):
    http = HTTPConnection("127.0.0.1", rest_port)
    channel = grpc.insecure_channel(f"127.0.0.1:{grpc_port}", options=OPTIONS)
    embed = channel.unary_unary("/vision.v1.Vision/Embed")
    raw = numbers.tobytes()
    block = shared_memory.SharedMemory(create=True, size=len(raw))

    def post(path, body):
        http.request("POST", path, body)
        return http.getresponse().read()

    def shared():
        block.buf[: len(raw)] = numbers.tobytes()
        return post("/shared", json.dumps({"name": block.name, "bytes": len(raw)}).encode())

    yield "REST, numbers as JSON", lambda: post("/json", json.dumps({"data": numbers.tolist()}).encode())
    yield "REST, base64 in JSON", lambda: post("/base64", json.dumps({"data": base64.b64encode(numbers.tobytes()).decode()}).encode())
    yield "REST, raw body", lambda: post("/raw", numbers.tobytes())
    yield "gRPC, bytes", lambda: embed(numbers.tobytes())
    yield "shared memory + REST", shared
    channel.close()
    http.close()
    block.close()
    block.unlink()


def main():
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    process.start()
    ports = ours.recv()
    for what, count in SIZES.items():
        numbers = array.array("f", (index % 251 / 251 for index in range(count)))
        print(f"\n{what}, {count * 4 / 1e6:,.3f} MB")
        for name, call in ways(*ports, numbers):
            times = []
            for _ in range(4 if count > 10**6 else 30):
                began = time.perf_counter()
                call()
                times.append((time.perf_counter() - began) * 1000)
            print(f"  {name:<24} p50 {statistics.median(times):>9.2f} ms")
    process.terminate()


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
