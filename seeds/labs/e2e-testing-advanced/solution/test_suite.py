import time
import uuid

import pytest
from client import get, post


def until(ask, seconds=8):
    """What ask() gives once it is true; fails when the time is up."""
    end = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < end, f"still nothing after {seconds} s"
        time.sleep(0.02)
    return found


class Owner:
    """One test's corner of the service: jobs, lists and counts of nobody else."""

    def __init__(self):
        self.name, self.jobs = f"e2e-{uuid.uuid4().hex[:10]}", []

    def submit(self, name, **settings):
        status, answer = post("/jobs", {"name": name, "numbers": [1, 2, 3], "owner": self.name, **settings})
        assert status == 202, answer
        self.jobs.append(answer["id"])
        return answer["id"]

    def get(self, path):
        return get(f"{path}?owner={self.name}")[1]


@pytest.fixture
def owner():
    owner = Owner()
    yield owner
    for job in owner.jobs:
        post(f"/jobs/{job}/cancel")


def done(job):
    def ask():
        found = get(f"/jobs/{job}")[1]
        return found if found["state"] == "done" else None

    return until(ask)


def test_result(owner):
    assert done(owner.submit("result"))["result"] == 14


def test_newest_first(owner):
    owner.submit("older")
    owner.submit("newer")
    assert [job["name"] for job in owner.get("/jobs")] == ["newer", "older"]


def test_count_goes_up_by_one(owner):
    assert owner.get("/stats")["submitted"] == 0
    owner.submit("counted")
    assert owner.get("/stats")["submitted"] == 1


def test_name_is_taken_while_active(owner):
    owner.submit("twice", pause=30)
    assert post("/jobs", {"name": "twice", "numbers": [1], "owner": owner.name})[0] == 409


def test_cancel(owner):
    job = owner.submit("cancelled", pause=30)
    assert post(f"/jobs/{job}/cancel") == (200, {"state": "cancelled"})
    assert get(f"/jobs/{job}")[1]["state"] == "cancelled"


def test_events_in_order(owner):
    job = owner.submit("events")
    assert "result" in done(job)
    until(lambda: len(get(f"/events/{job}")[1]) >= 3)
    assert get(f"/events/{job}")[1] == ["queued", "running", "done"]
