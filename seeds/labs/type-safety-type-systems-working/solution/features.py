"""Features of a taxi ride for the model that spots odd fares."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Positive = Annotated[float, Field(gt=0)]


class Checked(BaseModel):
    """Nothing is guessed: no text as number, no unknown field, no NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)


class Leg(Checked):
    km: Annotated[float, Field(ge=0)]
    hours: Positive


class Ride(Checked):
    fare: Positive
    hour: Annotated[int, Field(ge=0, le=23)]
    legs: Annotated[list[Leg], Field(min_length=1)]
    tip: Annotated[float, Field(ge=0)] | None = None


@dataclass(frozen=True)
class Features:
    legs: int
    mean_kmh: float
    tip_share: float | None
    night: bool


def read_request(body: str) -> Ride:
    return Ride.model_validate_json(body)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def features_of(ride: Ride) -> Features:
    speeds = [leg.km / leg.hours for leg in ride.legs]
    return Features(
        legs=len(speeds),
        mean_kmh=round(mean(speeds), 1),
        tip_share=None if ride.tip is None else round(ride.tip / ride.fare, 3),
        night=ride.hour >= 22 or ride.hour < 6,
    )
