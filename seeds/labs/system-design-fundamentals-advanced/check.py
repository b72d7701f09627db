"""Puts the service under loads on a clock of its own, and the test in front of services that wait too long."""

import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, load, main, read, read_json, run

HEAD = """
class Busy(Exception):
    pass


class Service:
    def __init__(self, world):
        self.world, self.inside = world, 0

    async def score(self, customer):
        if self.inside >= MOST:
            if self.world.yesterday(customer) is None:
                raise Busy
            return "yesterday", 0.5
        self.inside += 1
        try:
            await self.world.store.call()
            await self.world.model.call()
            await self.world.audit.call()
        finally:
            self.inside -= 1
        return "model", 0.7
"""
PATIENT = {"without a limit": "MOST = 10**9\n" + HEAD, "with a queue of 400": "MOST = 400\n" + HEAD}


@cache
def told(times, seconds=10, burst=0):
    """What a service under a load answers, and how long each answer took."""
    sys.path.insert(0, str(FOLDER))
    clock, world = load("clock.py", "run"), load("world.py", "World")
    service = load("service.py", "Service", "Busy")
    offering = load("load.py", "offer")

    async def go():
        running = service.Service(world.World())
        found = await offering.offer(running, offering.TODAY * times, seconds)
        if burst:
            found += await offering.offer(running, burst * 10, 0.1, first=1_000_000)
        return found

    try:
        found = clock.run(go())
    except Exception as error:
        raise Miss("crashed", command=f"load.py {times}", error=f"{type(error).__name__}: {error}") from None
    took = sorted(each for _, each in found)
    rate = sum(answer == "model" for answer, _ in found) / seconds
    return {answer for answer, _ in found}, took[int(len(took) * 0.99)], took[-1], rate, found


@check("finding")
def finding():
    given = read_json("finding.json")
    if not isinstance(given, dict) or given.get("component") != "model":
        raise Miss("other-part", part=given.get("component") if isinstance(given, dict) else given)
    rate = given.get("requests_per_second")
    if not isinstance(rate, (int, float)) or not 150 <= rate <= 185:
        raise Miss("other-rate", rate=rate)


@check("test-bites")
def test_bites():
    read("test_overload.py")
    if (ended := run(sys.executable, "test_overload.py", seconds=40)).returncode != 0:
        raise Miss("test-red", error=(ended.stderr.strip().splitlines() or ["no output"])[-1])
    for name, text in PATIENT.items():
        with tempfile.TemporaryDirectory() as folder:
            for each in FOLDER.glob("*.py"):
                shutil.copy(each, folder)
            (Path(folder) / "service.py").write_text(text, encoding="utf-8")
            test = Path(folder) / "test_overload.py"
            if run(sys.executable, test, seconds=40).returncode == 0:
                raise Miss("test-blind", name=name)


@check("nobody-waits")
def nobody_waits():
    for times in (10, 20):
        _, p99, last, _, _ = told(times)
        if p99 > 0.2 or last > 0.4:
            raise Miss("too-slow-answers", times=times, p99=f"{p99 * 1000:,.0f}", last=f"{last * 1000:,.0f}")


@check("model-busy")
def model_busy():
    for times in (10, 20):
        if (rate := told(times)[3]) < 150:
            raise Miss("model-idle", times=times, rate=f"{rate:.0f}")


@check("calm-days")
def calm_days():
    for times, burst in ((1, 0), (4, 0), (1, 12)):
        answers, _, _, _, _ = told(times, burst=burst)
        if answers != {"model"}:
            raise Miss("shed-early", times=times, burst=burst, answers=", ".join(sorted(answers - {"model"})))
    if "yesterday" not in told(10)[0]:
        raise Miss("no-fallback")


main()
