"""Runs the task as a worker would, with an embedder that is busy, hangs or refuses, and looks at what it leaves."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import itertools
import os
import random
import sys
import tempfile
from functools import cache

from rung_check import FOLDER, Miss, check, load, main

WAIT, LONGEST = 300, 60


class Outside:
    """The embedder of the check: it answers, or raises what it was told to, and counts its calls."""

    def __init__(self):
        self.calls, self.error = 0, None

    def __call__(self, text, *_rest, **_named):
        self.calls += 1
        if self.error is not None:
            raise self.error
        if not text.strip():
            raise ValueError("there is no text to embed")
        return [float(len(text)), 0.5]


class Again(Exception):  # noqa: N818  # it reads as what it is
    """Raised in place of Celery's own Retry, so that nothing is sent."""


@cache
def world():
    os.environ["DOCS_DB"] = os.path.join(tempfile.mkdtemp(prefix="rung-"), "docs.db")
    sys.path.insert(0, str(FOLDER))
    import embedder

    outside = Outside()
    embedder.embed = outside
    import celery_app

    celery_app.app.conf.broker_url = "memory://"
    tasks = load("tasks.py", "embed_document")
    task = tasks.embed_document
    if not hasattr(task, "apply_async"):
        raise Miss("no-task")
    import documents

    return outside, task, documents, embedder


def attempt(retries=0, error=None, doc_id="d-1"):
    """One run of the task as a worker does it: None when it went well, the pause before the next try, or the error."""
    outside, task, _, _ = world()
    outside.error = error
    asked = {}

    def retry(*_arguments, countdown=None, max_retries=None, **_options):
        asked["pause"] = task.default_retry_delay if countdown is None else countdown
        asked["most"] = task.max_retries if max_retries is None else max_retries
        raise Again

    task.retry = retry
    task.push_request(args=(doc_id,), kwargs={}, retries=retries, called_directly=False, is_eager=False, id="check")
    try:
        task.run(doc_id)
    except Again:
        return asked
    except Exception as failed:
        return failed
    finally:
        task.pop_request()
        task.__dict__.pop("retry", None)
        outside.error = None
    return None


def rows(doc_id):
    return [vector for _, vector in world()[2].vectors_of(doc_id)]


def done(doc_id):
    failed = attempt(doc_id=doc_id)
    if failed is not None:
        raise Miss("failed", error=f"{type(failed).__name__}: {failed}")


@check("enqueued")
def enqueued():
    outside, task, documents, _ = world()
    sent = []

    class Result:
        id = "check"

        def __getattr__(self, name):
            if name in {"get", "wait", "collect", "ready", "join"}:
                raise Miss("waits")
            raise AttributeError(name)

    def apply_async(args=None, kwargs=None, **_options):
        sent.append((list(args or ()), dict(kwargs or {})))
        return Result()

    task.apply_async = apply_async
    before = outside.calls
    try:
        load("api.py", "put_document").put_document("d-api", "a new document")
    except Miss:
        raise
    except Exception as error:
        raise Miss("failed", error=f"{type(error).__name__}: {error}") from None
    finally:
        task.__dict__.pop("apply_async", None)
    if outside.calls > before:
        raise Miss("embeds-itself")
    if sent not in ([(["d-api"], {})], [([], {"doc_id": "d-api"})]):
        raise Miss("not-sent", sent=sent)
    if documents.text_of("d-api") != "a new document":
        raise Miss("not-saved")


@check("idempotent")
def idempotent():
    outside, _, documents, _ = world()
    documents.save("d-2", "first text")
    before = outside.calls
    for _ in range(3):
        done("d-2")
    if len(rows("d-2")) != 1:
        raise Miss("rows", times=3, rows=len(rows("d-2")))
    if outside.calls - before != 1:
        raise Miss("paid-again", calls=outside.calls - before)
    documents.save("d-2", "a second, longer text")
    done("d-2")
    done("d-2")
    if rows("d-2") != [[float(len("a second, longer text")), 0.5]]:
        raise Miss("old-vector", rows=rows("d-2"))


@check("backs-off")
def backs_off():
    _, _, documents, embedder = world()
    documents.save("d-1", "some text")
    random.seed(3)
    longest = []
    for retries in range(4):
        pauses = []
        for _ in range(WAIT):
            came = attempt(retries, embedder.Busy("429"))
            if not isinstance(came, dict):
                raise Miss("no-retry", what="Busy", came=type(came).__name__ if came else "no error")
            pauses.append(came["pause"])
        if came["most"] is None or not 2 <= came["most"] <= 10:
            raise Miss("how-often", most=came["most"])
        longest.append(max(pauses))
        if len(set(pauses)) == 1 and retries:
            raise Miss("in-step", retries=retries + 1, pause=pauses[0])
    grows = all(after >= before * 1.4 or before >= LONGEST * 0.7 for before, after in itertools.pairwise(longest))
    if not grows or longest[0] < 1 or longest[-1] > LONGEST:
        raise Miss("pauses", pauses=", ".join(f"{each:.0f}" for each in longest))


@check("timeout")
def timeout():
    from celery.exceptions import SoftTimeLimitExceeded

    _, task, documents, _ = world()
    conf = task.app.conf
    soft, hard = task.soft_time_limit or conf.task_soft_time_limit, task.time_limit or conf.task_time_limit
    if not soft or not hard or not soft < hard <= 60:
        raise Miss("limits", soft=soft, hard=hard)
    documents.save("d-1", "some text")
    came = attempt(0, SoftTimeLimitExceeded())
    if not isinstance(came, dict):
        raise Miss("no-retry", what="SoftTimeLimitExceeded", came=type(came).__name__ if came else "no error")


@check("hopeless")
def hopeless():
    _, _, documents, _ = world()
    documents.save("d-3", "   ")
    if isinstance(attempt(doc_id="d-3"), dict):
        raise Miss("retried-in-vain")


main()
