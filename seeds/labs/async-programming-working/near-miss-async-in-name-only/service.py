"""Scores a customer from the features of three services."""

import asyncio

TIMEOUT = 0.3
DEFAULTS = {"profile": {"age_days": 0}, "orders": {"orders_30d": 0}, "device": {"device_risk": 0.5}}


async def one(name, call, customer):
    try:
        async with asyncio.timeout(TIMEOUT):
            return await call(customer), None
    except (TimeoutError, ConnectionError):
        return DEFAULTS[name], name


async def infer(model, features):
    return model(features)


async def predict(services, model, customer):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name, call, customer)) for name, call in services.items()]
    features, missing = {}, []
    for task in tasks:
        found, absent = task.result()
        features |= found
        if absent:
            missing.append(absent)
    score = await infer(model, features)
    return {"score": score, "missing": sorted(missing)}
