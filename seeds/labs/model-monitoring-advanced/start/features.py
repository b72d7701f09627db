"""The feature code that the model was trained with (v11)."""


def f_distance(distance_km):
    return round(distance_km**0.9, 3)


def f_rain(rain_mm):
    """0 dry, 1 light, 2 heavy; −1 when the weather service said nothing, which the model knows from training."""
    if rain_mm is None:
        return -1
    return 0 if rain_mm == 0 else 1 if rain_mm < 2 else 2
