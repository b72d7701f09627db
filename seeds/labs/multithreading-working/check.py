"""Calls download_all with a storage and a progress of its own and watches how many requests and keys are under way."""

import json
import sys

from rung_check import Miss, check, main, read, run

WATCH = """
import json, threading, time
from download import download_all

class Store:
    def __init__(self, broken):
        self.lock, self.now, self.most, self.done, self.broken = threading.Lock(), 0, 0, 0, broken
    def get(self, key):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.03)
        with self.lock:
            self.now -= 1
            self.done += 1
        if key in self.broken:
            raise OSError(key)
        return b"x" * (10 + int(key[1:]))

class Progress:
    bytes = 0
    def add(self, count):
        before = self.bytes
        time.sleep(0.001)
        self.bytes = before + count

def go(count, broken):
    store, progress, saved, taken, ahead = Store(broken), Progress(), {}, [0], [0]
    def keys():
        for number in range(count):
            with store.lock:
                taken[0] += 1
                ahead[0] = max(ahead[0], taken[0] - store.done)
            yield f"k{number}"
    began = time.perf_counter()
    failed = download_all(store, keys(), progress, lambda key, data: saved.__setitem__(key, len(data)), workers=8)
    return {
        "most": store.most, "ahead": ahead[0], "bytes": progress.bytes, "wanted": sum(saved.values()),
        "saved": len(saved), "done": store.done, "failed": sorted(map(str, failed or [])),
        "kinds": sorted({type(each).__name__ for each in (failed or {}).values()}),
        "seconds": round(time.perf_counter() - began, 2),
    }
"""


def probe(count, broken=()):
    read("download.py")
    script = f"{WATCH}\nseen = go({count}, {set(broken)!r})\nprint()\nprint(json.dumps(seen))"
    try:
        ended = run(sys.executable, "-", seconds=12, stdin=script)
    except Miss:
        raise Miss("hangs", count=count, broken=len(broken)) from None
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="download_all", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


@check("eight-at-once")
def eight_at_once():
    seen = probe(64)
    if not 6 <= seen["most"] <= 8:
        raise Miss("not-eight", most=seen["most"], seconds=seen["seconds"])
    if seen["saved"] != 64:
        raise Miss("not-all", saved=seen["saved"])


@check("counter")
def counter():
    seen = probe(64)
    if seen["bytes"] != seen["wanted"]:
        raise Miss("bytes-lost", bytes=seen["bytes"], wanted=seen["wanted"])


@check("bounded")
def bounded():
    seen = probe(160)
    if seen["ahead"] > 40:
        raise Miss("takes-all", ahead=seen["ahead"])


@check("failures")
def failures():
    broken = [f"k{number}" for number in range(2, 62, 5)]
    seen = probe(64, broken)
    if seen["failed"] != sorted(broken) or seen["saved"] != 64 - len(broken) or seen["kinds"] != ["OSError"]:
        raise Miss("not-told", broken=len(broken), failed=len(seen["failed"]), saved=seen["saved"])


main()
