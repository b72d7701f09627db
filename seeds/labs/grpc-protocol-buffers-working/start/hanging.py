"""A service that accepts every call and never answers: python hanging.py, then Ctrl-C."""

import threading
from concurrent import futures

import grpc


def silent(request, context):
    gone = threading.Event()
    if context.add_callback(gone.set):
        gone.wait()
    return b""


class Silent(grpc.GenericRpcHandler):
    def service(self, details):
        return grpc.unary_unary_rpc_method_handler(silent)


server = grpc.server(futures.ThreadPoolExecutor(max_workers=8), handlers=[Silent()])
server.add_insecure_port("127.0.0.1:50052")
server.start()
server.wait_for_termination()
