"""Sends 600 requests from 12 threads over one channel: python load.py balancer, or python load.py pods"""

import collections
import json
import sys
from concurrent import futures
from pathlib import Path

import grpc
from channel import make_channel

channel = make_channel(json.loads(Path("fleet.json").read_text())[sys.argv[1]])
score = channel.unary_unary("/scoring.v1.Scoring/Score")


def one(_):
    try:
        return score(b"", timeout=3).decode()
    except grpc.RpcError as error:
        return error.code().name


with futures.ThreadPoolExecutor(12) as threads:
    for name, count in sorted(collections.Counter(threads.map(one, range(int((sys.argv + ["600"])[2])))).items()):
        print(f"{name:<20} {count:>4}")
channel.close()
