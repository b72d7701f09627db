"""Tries the cause and the sampler on an hour nobody has seen."""

import json
import sys
from functools import cache

from rung_check import FOLDER, Miss, check, load, main, read, read_json, run

SCRIPT = "import json, sys; sys.path.insert(0, sys.argv[1]); from sample import sample; print(json.dumps(sample(json.load(sys.stdin))))"


def id_of(line):
    return line.get("request_id") or line.get("req_id")


@cache
def fresh():
    return load("make_logs.py", "lines").lines(seed=2026, requests=6000)


@cache
def kept(seed="0"):
    read("sample.py")
    ended = run(sys.executable, "-c", SCRIPT, str(FOLDER), stdin=json.dumps(fresh()), env={"PYTHONHASHSEED": seed})
    try:
        found = json.loads(ended.stdout.splitlines()[-1])
        lines = {(id_of(line), line["service"]): line for line in found}
    except (ValueError, IndexError, TypeError, KeyError, AttributeError):
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["no list of lines"])[-1]
        raise Miss("sample-fails", error=last) from None
    return lines


def bad_requests():
    return {id_of(line) for line in fresh() if line["level"] == "error" or line.get("duration_ms", 0) >= 1000}


@check("cause")
def cause():
    said = read_json("cause.json")
    if not isinstance(said, dict) or not said:
        raise Miss("no-cause")
    requests = {}
    for line in fresh():
        if line["timestamp"] > "2026-11-20T09:26":
            requests.setdefault(id_of(line), {}).update({k: v for k, v in line.items() if k not in ("level", "event", "duration_ms")})
    forbidden = {"error", "status", "request_id", "req_id", "timestamp", "duration"} & set(said)
    if forbidden:
        raise Miss("symptom", field=sorted(forbidden)[0])
    chosen = [one for one in requests.values() if all(str(one.get(name)) == str(value) for name, value in said.items())]
    failed = [one for one in requests.values() if one["status"] == 502 and one.get("error") == "timeout"]
    hit = sum(one["status"] == 502 for one in chosen)
    if not chosen or hit < 0.9 * len(chosen):
        raise Miss("too-wide", chosen=len(chosen), hit=hit)
    if sum(one in chosen for one in failed) < 0.95 * len(failed):
        raise Miss("too-narrow", hit=hit, failed=len(failed))


@check("none-lost")
def none_lost():
    lines, bad = kept(), bad_requests()
    for line in fresh():
        if id_of(line) in bad and (id_of(line), line["service"]) not in lines:
            raise Miss("line-lost", service=line["service"], id=id_of(line), level=line["level"])


@check("volume")
def volume():
    lines = kept()
    if len(lines) > 0.12 * len(fresh()):
        raise Miss("too-many", share=f"{len(lines) / len(fresh()):.1%}")
    whole = {}
    for id_, service in lines:
        whole.setdefault(id_, set()).add(service)
    for id_, services in whole.items():
        if len(services) != 3:
            raise Miss("torn", id=id_, services=", ".join(sorted(services)))
    if set(kept("1")) != set(lines):
        raise Miss("other-every-time")


@check("countable")
def countable():
    lines = kept().values()
    for line in lines:
        if not isinstance(line.get("sample_weight"), (int, float)):
            raise Miss("no-weight", line=json.dumps(line))
    real = sum(line["service"] == "gateway" for line in fresh())
    guessed = sum(line["sample_weight"] for line in lines if line["service"] == "gateway")
    if not abs(guessed - real) < 0.2 * real:
        raise Miss("wrong-total", real=real, guessed=round(guessed))
    errors = sum(line["level"] == "error" for line in fresh())
    guessed = sum(line["sample_weight"] for line in lines if line["level"] == "error")
    if round(guessed) != errors:
        raise Miss("wrong-errors", real=errors, guessed=round(guessed))


main()
