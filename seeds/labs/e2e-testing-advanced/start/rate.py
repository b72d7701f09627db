"""How often the suite is red, and which tests: python rate.py RUNS AT_ONCE"""

import os
import re
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from jobs import Jobs


def suite(url):
    command = [sys.executable, "-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", "test_suite.py"]
    said = subprocess.run(command, env=dict(os.environ, JOBS_URL=url), capture_output=True, text=True).stdout
    return re.findall(r"FAILED test_suite.py::(\w+)", said)


if __name__ == "__main__":
    runs, at_once = int(sys.argv[1]), int(sys.argv[2])
    service = Jobs()
    threading.Thread(target=service.server.serve_forever, daemon=True).start()
    with ThreadPoolExecutor(at_once) as pool:
        results = list(pool.map(lambda _: suite(service.url), range(runs)))
    red = sum(bool(each) for each in results)
    print(f"{red} of {runs} runs red ({red / runs:.0%}), {at_once} at a time")
    for name, times in Counter(name for each in results for name in each).most_common():
        print(f"  {times:3}  {name}")
