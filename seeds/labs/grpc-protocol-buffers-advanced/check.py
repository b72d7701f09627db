"""Opens the person's channel to three Pods of its own, sends one back to warming up and kills another under load."""

import collections
import json
import sys

from rung_check import Miss, check, main, read, run

# Runs in a process of its own, so that a channel that hangs or crashes cannot take the check along.
TRIAL = """
import collections, json, threading, time
from concurrent import futures
import grpc
from fleet import Pod
from channel import make_channel

def send(score, count, threads):
    def one(_):
        try:
            return score(b"", timeout=4).decode()
        except grpc.RpcError as error:
            return error.code().name
    with futures.ThreadPoolExecutor(threads) as pool:
        return collections.Counter(pool.map(one, range(count)))

pods = [Pod(name, seconds) for name, seconds in (("a", 0.002), ("b", 0.002), ("c", 0.03))]
channel = make_channel([pod.address for pod in pods])
score = channel.unary_unary("/scoring.v1.Scoring/Score")
told = {}
send(score, 30, 4)
time.sleep(0.3)
told["spread"] = send(score, 300, 6)
pods[1].ready(False)
time.sleep(0.7)
told["warming"] = send(score, 120, 6)
pods[1].ready(True)
time.sleep(0.7)
told["again"] = send(score, 300, 6)
threading.Timer(0.3, lambda: pods[2].server.stop(0)).start()
told["killed"] = send(score, 900, 24)
print(json.dumps(told))
channel.close()
for pod in pods:
    pod.server.stop(0)
"""
_TOLD = {}


def told():
    if not _TOLD:
        read("channel.py")
        ended = run(sys.executable, "-c", TRIAL, seconds=50)
        if ended.returncode != 0:
            raise Miss("crashed", command="channel.py", error=(ended.stderr.strip().splitlines() or ["no output"])[-1])
        _TOLD.update(json.loads(ended.stdout.strip().splitlines()[-1]))
    return _TOLD


def shares(name):
    counts = collections.Counter(told()[name])
    failed = sum(count for pod, count in counts.items() if pod not in ("a", "b", "c"))
    return counts, failed, ", ".join(f"{pod} {counts[pod]}" for pod in sorted(set(counts) | {"a", "b", "c"}))


@check("spread")
def spread():
    counts, _, shown = shares("spread")
    if any(not 60 <= counts[pod] <= 140 for pod in "abc"):
        raise Miss("uneven", shown=shown)


@check("warming-up")
def warming_up():
    counts, failed, shown = shares("warming")
    if counts["b"]:
        raise Miss("sent-to-warming", count=counts["b"])
    if failed:
        raise Miss("failed-calls", shown=shown)
    if not 60 <= shares("again")[0]["b"] <= 140:
        raise Miss("not-back", shown=shares("again")[2])


@check("pod-killed")
def pod_killed():
    counts, failed, shown = shares("killed")
    # A Pod that dies may call off a call it had already begun; no retry policy answers for that.
    if failed - min(counts["CANCELLED"], 3):
        raise Miss("failed-calls", shown=shown)


main()
