"""Features of a taxi ride for the model that spots odd fares."""

import json


def read_request(body):
    """The ride in a JSON body."""
    return json.loads(body)


def mean(values):
    if not values:
        return None
    return sum(values) / len(values)


def features_of(ride):
    """Four features: legs (how many), mean_kmh, tip_share (None when the tip is unknown) and night."""
    speeds = [leg["km"] / leg["hours"] for leg in ride["legs"]]
    return {
        "legs": len(speeds),
        "mean_kmh": round(mean(speeds), 1),
        "tip_share": round(ride.get("tip") / ride["fare"], 3),
        "night": ride["hour"] >= 22 or ride["hour"] < 6,
    }
