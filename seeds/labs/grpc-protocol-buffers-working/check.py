"""Reads the contract and the stubs as descriptors, sends the bytes of an old client, and lets every call hang."""

import json
import sys
import tempfile
import threading
from concurrent import futures
from functools import cache
from pathlib import Path

from rung_check import Miss, check, main, python, read, run

OLD = "0a03632d311210000000000000f03f00000000000000401a04656d6561201e"  # region "emea" in field 3
BEFORE = {
    "ScoreRequest": {"customer_id": 1, "features": 2, "horizon_days": 4},
    "ScoreReply": {"score": 1, "model": 3},
    "ScoreBatchRequest": {"requests": 1},
    "DescribeReply": {"model": 1},
}
CALLS = {
    "score": "client.score('c-1', [1.0])",
    "score_batch": "client.score_batch([('c-1', [1.0]), ('c-2', [2.0])])",
    "describe": "client.describe()",
}
STUBS = "import scoring_pb2; print(scoring_pb2.DESCRIPTOR.serialized_pb.hex())"
OLD_READ = f"""
import scoring_pb2
request = scoring_pb2.ScoreRequest.FromString(bytes.fromhex("{OLD}"))
print(repr(getattr(request, "tenant", "no such field")))
"""
# Starts the person's server and asks it as an old and as a new client would.
SERVED = f"""
import json, grpc, server, scoring_pb2
running, port = server.serve(0)
channel = grpc.insecure_channel(f"127.0.0.1:{{port}}")
call = channel.unary_unary("/scoring.v1.Scoring/Score")
new = scoring_pb2.ScoreRequest(customer_id="c-1", features=[1.0], tenant="acme").SerializeToString()
answers = [scoring_pb2.ScoreReply.FromString(call(raw, timeout=5)).model for raw in (bytes.fromhex("{OLD}"), new)]
print(json.dumps(answers))
running.stop(0)
"""
HANG = """
import sys, json, time, grpc, client as theirs
client = theirs.Client(sys.argv[1])
began = time.perf_counter()
try:
    result = repr({call})
except grpc.RpcError as error:
    result = str(error.code())
print(json.dumps([time.perf_counter() - began, result]))
"""


def shape(raw):
    """{message: {field: (number, type)}} and {message: reserved numbers} of a serialized file descriptor."""
    from google.protobuf import descriptor_pb2  # noqa: PLC0415  # the kit says first when it is not installed

    file = descriptor_pb2.FileDescriptorProto.FromString(raw)
    fields = {each.name: {one.name: (one.number, one.type) for one in each.field} for each in file.message_type}
    reserved = {
        each.name: {
            number for span in each.reserved_range for number in range(span.start, min(span.end, span.start + 100))
        }
        for each in file.message_type
    }
    return fields, reserved


@cache
def contract():
    from google.protobuf import descriptor_pb2  # noqa: PLC0415

    read("scoring.proto")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "set"
        ended = run(sys.executable, "-m", "grpc_tools.protoc", "-I.", f"--descriptor_set_out={out}", "scoring.proto")
        if ended.returncode != 0:
            raise Miss("not-compiled", error=(ended.stderr.strip().splitlines() or ["protoc failed"])[0])
        files = descriptor_pb2.FileDescriptorSet.FromString(out.read_bytes()).file
    return shape(next(each for each in files if each.name == "scoring.proto").SerializeToString())


@check("new-number")
def new_number():
    fields, _ = contract()
    for message, before in BEFORE.items():
        for name, number in before.items():
            if fields.get(message, {}).get(name, (None,))[0] != number:
                raise Miss("changed-field", message=message, name=name, number=number)
    if "tenant" not in fields["ScoreRequest"] or fields["ScoreRequest"]["tenant"][1] != 9:
        raise Miss("no-tenant")
    if (number := fields["ScoreRequest"]["tenant"][0]) == 3:
        raise Miss("number-reused", number=number)


@check("reserved")
def reserved():
    _, spans = contract()
    for message, number in (("ScoreRequest", 3), ("ScoreReply", 2)):
        if number not in spans.get(message, ()):
            raise Miss("not-reserved", message=message, number=number)


@check("stubs")
def stubs():
    fields, _ = contract()
    if shape(bytes.fromhex(python("-c", STUBS).stdout.strip()))[0] != fields:
        raise Miss("stale-stubs")


@check("old-clients")
def old_clients():
    if (seen := python("-c", OLD_READ).stdout.strip()) != "''":
        raise Miss("old-misread", seen=seen)
    answers = json.loads(python("-c", SERVED, seconds=30).stdout.strip().splitlines()[-1])
    if not answers[0].startswith("shared/"):
        raise Miss("old-unserved", model=answers[0])
    if not answers[1].startswith("acme/"):
        raise Miss("tenant-unserved", model=answers[1])


@check("deadlines")
def deadlines():
    import grpc  # noqa: PLC0415

    def silent(_request, context):
        gone = threading.Event()
        if context.add_callback(gone.set):
            gone.wait(30)
        return b""

    class Silent(grpc.GenericRpcHandler):
        def service(self, _details):
            return grpc.unary_unary_rpc_method_handler(silent)

    server = grpc.server(futures.ThreadPoolExecutor(max_workers=8), handlers=[Silent()])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        for name, call in CALLS.items():
            try:
                said = python("-c", HANG.replace("{call}", call), f"127.0.0.1:{port}", seconds=10).stdout
            except Miss as miss:
                if miss.says == "too-slow":
                    raise Miss("no-deadline", call=name) from None
                raise
            seconds, result = json.loads(said.strip().splitlines()[-1])
            if seconds > 5:
                raise Miss("no-deadline", call=name)
            if result != "StatusCode.DEADLINE_EXCEEDED":
                raise Miss("other-end", call=name, result=result)
    finally:
        server.stop(0).wait(5)


main()
