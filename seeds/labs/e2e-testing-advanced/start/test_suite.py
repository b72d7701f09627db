import time

from client import get, post


def submit(name, numbers=(1, 2, 3)):
    status, answer = post("/jobs", {"name": name, "numbers": list(numbers)})
    assert status == 202, answer
    return answer["id"]


def test_result():
    job = submit("result")
    time.sleep(0.2)
    assert get(f"/jobs/{job}")[1]["result"] == 14


def test_newest_first():
    submit("older")
    submit("newer")
    assert [job["name"] for job in get("/jobs")[1][:2]] == ["newer", "older"]


def test_count_goes_up_by_one():
    before = get("/stats")[1]["submitted"]
    submit("counted")
    assert get("/stats")[1]["submitted"] == before + 1


def test_name_is_taken_while_active():
    submit("twice")
    assert post("/jobs", {"name": "twice", "numbers": [1]})[0] == 409


def test_cancel():
    job = submit("cancelled")
    time.sleep(0.02)
    assert post(f"/jobs/{job}/cancel") == (200, {"state": "cancelled"})
    assert get(f"/jobs/{job}")[1]["state"] == "cancelled"


def test_events_in_order():
    job = submit("events")
    while get(f"/jobs/{job}")[1]["state"] != "done":
        time.sleep(0.01)
    assert get(f"/events/{job}")[1] == ["queued", "running", "done"]
