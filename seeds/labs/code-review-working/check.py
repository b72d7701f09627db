"""Runs each proof that a blocking comment names: on main, on the pull request, and on versions with one fault or none."""

import csv
import io
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

COLUMNS = ("line", "kind", "proof", "comment")
KINDS = ("block", "ask", "nit")
FIXED = '''
import time
from concurrent.futures import ThreadPoolExecutor


class StoreError(Exception):
    pass


def unique(rows):
    newest = {}
    for row in rows:
        known = newest.get(row["entity"])
        if known is None or row["at"] >= known["at"]:
            newest[row["entity"]] = row
    return list(newest.values())


def groups(rows, size=100):
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _send(store, group, attempts, wait):
    for attempt in range(1, attempts + 1):
        try:
            store.put(group)
            return len(group), None
        except ConnectionError as error:
            refused = error
            if attempt < attempts:
                time.sleep(wait * attempt)
    return 0, StoreError(f"{len(group)} rows refused: {refused}")


def upload(store, rows, attempts=3, wait=0.05):
    with ThreadPoolExecutor(max_workers=8) as pool:
        ended = list(pool.map(lambda group: _send(store, group, attempts, wait), groups(unique(rows))))
    for _, error in ended:
        if error:
            raise error
    return sum(sent for sent, _ in ended)
'''
FAULTS = {
    "late": ('row["at"] >= known["at"]', "True"),
    "tries": ("range(1, attempts + 1)", "range(1, max(attempts, 2))"),
    "refused": ("        if error:\n            raise error", "        pass"),
}


@cache
def comments():
    rows = list(csv.DictReader(io.StringIO(read("review.csv"))))
    if not rows or not set(COLUMNS) <= set(rows[0]):
        raise Miss("no-columns", columns=",".join(COLUMNS), found=",".join(str(name) for name in (rows[0] if rows else [])))
    for number, row in enumerate(rows, 1):
        for name in COLUMNS:
            row[name] = (row[name] or "").strip()
        if row["kind"] not in KINDS:
            raise Miss("other-kind", row=number, kind=row["kind"])
        if not row["comment"]:
            raise Miss("no-comment", row=number)
    return rows


@cache
def ends_well(proof, folder):
    return run(sys.executable, proof, folder, seconds=20).returncode == 0


def proofs():
    found = []
    for number, row in enumerate(comments(), 1):
        if row["kind"] == "block":
            if not row["proof"] or not (FOLDER / row["proof"]).is_file():
                raise Miss("no-proof", row=number, line=row["line"], proof=row["proof"] or "-")
            found.append(row["proof"])
    return found


@check("sorted")
def sorted_():
    kinds = [row["kind"] for row in comments()]
    if "block" not in kinds or set(kinds) == {"block"}:
        raise Miss("one-pile", kinds=", ".join(sorted(set(kinds))))


@check("proven")
def proven():
    for proof in proofs():
        if not ends_well(proof, "main"):
            raise Miss("fails-on-main", proof=proof)
        if ends_well(proof, "pr"):
            raise Miss("passes-on-pr", proof=proof)
        if not with_source(proof, FIXED):
            raise Miss("too-strict", proof=proof)


def with_source(proof, source):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "uploader.py").write_text(source, encoding="utf-8")
        return ends_well(proof, folder)


@check("all-three")
def all_three():
    caught = 0
    for old, new in FAULTS.values():
        caught += any(not with_source(proof, FIXED.replace(old, new)) for proof in proofs())
    if caught < len(FAULTS):
        raise Miss("not-all", caught=caught)


main()
