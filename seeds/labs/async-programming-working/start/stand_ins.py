"""Stand-ins for three feature services and a model, so that nothing here needs a network."""

import asyncio
import time


async def profile(customer):
    await asyncio.sleep(0.12)
    return {"age_days": 410}


async def orders(customer):
    await asyncio.sleep(0.15)
    return {"orders_30d": 3}


async def device(customer):
    if customer == "c-slow":
        await asyncio.sleep(5)
    if customer == "c-down":
        raise ConnectionError("device service refused the connection")
    await asyncio.sleep(0.10)
    return {"device_risk": 0.2}


def model(features):
    """Synchronous, as most inference libraries are: it holds its thread for 80 ms."""
    time.sleep(0.08)
    return round(0.1 + 0.01 * features["orders_30d"] + features["device_risk"], 3)


SERVICES = {"profile": profile, "orders": orders, "device": device}
