import time
import uuid

import pytest
from client import call

ROWS = [{"x": x, "y": 2 * x + 1} for x in range(5)]


def until(path, wanted, seconds=9):
    """The answer once its state is the wanted one; fails at once on `failed`, and when the time is up."""
    end = time.monotonic() + seconds
    while True:
        status, answer = call("GET", path)
        assert status == 200, (path, status, answer)
        if answer["state"] == wanted:
            return answer
        assert answer["state"] != "failed", answer
        assert time.monotonic() < end, f"{path} is still {answer['state']} after {seconds} s"
        time.sleep(0.05)


@pytest.fixture
def made():
    """Paths to delete when the test is over, the last first, whatever came of it."""
    paths = []
    yield paths
    for path in reversed(paths):
        call("DELETE", path)


def test_from_rows_to_a_prediction(made):
    name = f"e2e-{uuid.uuid4().hex[:8]}"
    _, before = call("POST", "/production/predict", {"x": 10})

    status, answer = call("POST", "/datasets", {"name": name, "rows": ROWS})
    assert status == 201, answer
    made.append(f"/datasets/{name}")

    status, training = call("POST", "/trainings", {"dataset": name})
    assert status == 202, training
    model = until(f"/trainings/{training['id']}", "succeeded")["model"]

    status, deployment = call("POST", "/deployments", {"model": model, "target": "staging"})
    assert status == 202, deployment
    made.append(f"/deployments/{deployment['id']}")
    until(f"/deployments/{deployment['id']}", "ready")

    status, answer = call("POST", "/staging/predict", {"x": 10})
    assert status == 200
    assert "y" in answer

    assert call("POST", "/production/predict", {"x": 10}) == (200, before)
