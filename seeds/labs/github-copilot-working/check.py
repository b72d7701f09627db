"""Tries the step on payments it has not seen, and the person's tests on steps with one invention each."""

import inspect
import os
import re
import subprocess
import sys
import tempfile
import typing
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

from rung_check import Miss, check, load, main, read

AS_OF = datetime(2026, 8, 31, 15, 0, tzinfo=timezone.utc)
RIGHT = '''
from collections import defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

def spend_30d(rows, as_of):
    totals = defaultdict(Decimal)
    for row in rows:
        at = datetime.fromisoformat(row["paid_at"])
        if as_of - timedelta(days=30) <= at < as_of:
            sign = -1 if row["kind"] == "refund" else 1
            digits = 0 if row["currency"] == "JPY" else 2
            totals[row["customer"], row["currency"]] += Decimal(sign * row["amount"]).scaleb(-digits)
    return dict(totals)
'''
INVENTIONS = {
    "1250 JPY → 12.50": ('0 if row["currency"] == "JPY" else 2', "2"),
    "refund: +amount": ('-1 if row["kind"] == "refund" else 1', "1"),
    "paid_at == as_of ∈ window": ("at < as_of", "at <= as_of"),
    "paid_at == as_of - 30 d ∉ window": ("<= at <", "< at <"),
}


def row(amount, at, kind="charge", currency="EUR", customer="c-7"):
    return {"customer": customer, "kind": kind, "amount": amount, "currency": currency, "paid_at": at}


CASES = [
    ("USD", [row(1999, "2026-08-20T10:00:00+02:00", currency="USD")], {("c-7", "USD"): "19.99"}),
    ("JPY", [row(4800, "2026-08-20T10:00:00+09:00", currency="JPY")], {("c-7", "JPY"): "4800"}),
    ("refund", [row(500, "2026-08-20T10:00:00+02:00", kind="refund"), row(1250, "2026-08-19T10:00:00+02:00")], {("c-7", "EUR"): "7.50"}),
    ("EUR + JPY", [row(100, "2026-08-20T10:00:00+00:00"), row(100, "2026-08-20T10:00:00+00:00", currency="JPY")], {("c-7", "EUR"): "1", ("c-7", "JPY"): "100"}),
    ("paid_at == as_of (+09:00)", [row(900, "2026-09-01T00:00:00+09:00")], {}),
    ("paid_at == as_of - 1 s", [row(900, "2026-08-31T23:59:59+09:00")], {("c-7", "EUR"): "9"}),
    ("paid_at == as_of - 30 d", [row(900, "2026-08-02T00:00:00+09:00")], {("c-7", "EUR"): "9"}),
    ("paid_at == as_of - 31 d", [row(900, "2026-07-31T15:00:00+00:00")], {}),
    ("[]", [], {}),
]  # fmt: skip


@check("typed")
def typed():
    function = load("step.py", "spend_30d").spend_30d
    names = [*inspect.signature(function).parameters, "return"]
    try:
        hints = typing.get_type_hints(function)
    except Exception as error:
        raise Miss("hints-broken", error=error) from None
    for name in names:
        if name not in hints:
            raise Miss("no-hint", name=name)


@check("right")
def right():
    function = load("step.py", "spend_30d").spend_30d
    for name, rows, wanted in CASES:
        try:
            got = function([dict(each) for each in rows], AS_OF)
        except Exception as error:
            raise Miss("raised", case=name, error=f"{type(error).__name__}: {error}") from None
        try:
            same = {key: Decimal(value) for key, value in got.items()} == {k: Decimal(v) for k, v in wanted.items()}
        except Exception:
            same = False
        if not same:
            raise Miss("wrong", case=name, wanted=wanted, got=dict(got) if isinstance(got, dict) else got)


def tests_on(step):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder, "step.py").write_text(step, encoding="utf-8")
        Path(folder, "test_step.py").write_text(read("test_step.py"), encoding="utf-8")
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "unittest", "test_step"], cwd=folder, capture_output=True, text=True, timeout=30,
                encoding="utf-8", errors="replace", env=dict(os.environ, PYTHONUTF8="1", PYTHONPATH=""), check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Miss("too-slow", command="python -m unittest test_step", seconds=30) from None
    ran = re.search(r"Ran (\d+) test", ended.stderr)
    if not ran or ran[1] == "0":
        raise Miss("no-tests", said=(ended.stderr.strip().splitlines() or ["nothing"])[-1])
    return ended.returncode == 0


@check("tests-separate")
def tests_separate():
    if not tests_on(RIGHT):
        raise Miss("right-step-fails")
    for invention, (old, new) in INVENTIONS.items():
        if tests_on(RIGHT.replace(old, new)):
            raise Miss("not-caught", invention=invention)


@check("own-tests-pass")
def own_tests_pass():
    if not tests_on(read("step.py")):
        raise Miss("own-step-fails")


main()
