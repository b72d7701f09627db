"""Estimates for the nightly scoring: python estimate.py"""

import json
from pathlib import Path


def estimate(load):
    """From the figures of load.json to what the design has to carry.

    rows_per_hour       rows to be scored in each hour that is meant for scoring
    processes           scoring processes needed for that, a whole number
    process_gb          memory of one process in gigabytes
    results_gb          what the results of keep_days take on disk, in gigabytes of 10^9 bytes
    read_mb_per_second  features read while scoring, in megabytes of 10^6 bytes
    """
    raise NotImplementedError


if __name__ == "__main__":
    for name, value in estimate(json.loads(Path("load.json").read_text(encoding="utf-8"))).items():
        print(f"{name:<20} {value:>14,.3f}")
