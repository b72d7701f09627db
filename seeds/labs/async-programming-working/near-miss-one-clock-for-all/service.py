"""Scores a customer from the features of three services."""

import asyncio

TIMEOUT = 0.3
DEFAULTS = {"profile": {"age_days": 0}, "orders": {"orders_30d": 0}, "device": {"device_risk": 0.5}}


async def one(name, call, customer):
    try:
        return await call(customer), None
    except ConnectionError:
        return DEFAULTS[name], name


async def predict(services, model, customer):
    try:
        async with asyncio.timeout(TIMEOUT), asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(name, call, customer)) for name, call in services.items()]
        answers = [task.result() for task in tasks]
    except TimeoutError:
        answers = [(DEFAULTS[name], name) for name in services]
    features, missing = {}, []
    for found, absent in answers:
        features |= found
        if absent:
            missing.append(absent)
    score = await asyncio.to_thread(model, features)
    return {"score": score, "missing": sorted(missing)}
