"""Keeps a share of the log lines: python sample.py < logs.jsonl > kept.jsonl"""

import json
import sys
import zlib

ONE_IN = 20


def request_of(line):
    return line.get("request_id") or line.get("req_id")


def notable(line):
    return line["level"] != "info" or line.get("duration_ms", 0) >= 1000


def sample(lines):
    """The lines to keep, of a list of dicts, each with the number of lines it stands for."""
    whole = {request_of(line) for line in lines if notable(line)}
    kept = []
    for line in lines:
        id_ = request_of(line)
        if id_ in whole:
            kept.append({**line, "sample_weight": 1})
        elif zlib.crc32(str(id_).encode()) % ONE_IN == 0:
            kept.append({**line, "sample_weight": ONE_IN})
    return kept


if __name__ == "__main__":
    for line in sample([json.loads(each) for each in sys.stdin]):
        print(json.dumps(line))
