"""Estimates for the nightly scoring: python estimate.py"""

import json
import math
from pathlib import Path


def estimate(load):
    """From the figures of load.json to what the design has to carry.

    rows_per_hour       rows to be scored in each hour that is meant for scoring
    processes           scoring processes needed for that, a whole number
    process_gb          memory of one process in gigabytes
    results_gb          what the results of keep_days take on disk, in gigabytes of 10^9 bytes
    read_mb_per_second  features read while scoring, in megabytes of 10^6 bytes
    """
    hours = load["window_hours"]
    rows_per_second = load["customers"] / hours / 3600
    in_flight = load["rows_in_flight"] * load["feature_row_bytes"] * load["in_flight_factor"]
    stored = load["customers"] * load["keep_days"] * load["result_row_bytes"]
    return {
        "rows_per_hour": load["customers"] / hours,
        "processes": math.ceil(rows_per_second / load["rows_per_second_per_process"] - 1e-9),
        "process_gb": load["model_gb"] + in_flight / 1e9,
        "results_gb": stored * (1 + load["index_share"]) * load["copies"] / 1e9,
        "read_mb_per_second": rows_per_second * load["feature_row_bytes"] / 1e6,
    }


if __name__ == "__main__":
    for name, value in estimate(json.loads(Path("load.json").read_text(encoding="utf-8"))).items():
        print(f"{name:<20} {value:>14,.3f}")
