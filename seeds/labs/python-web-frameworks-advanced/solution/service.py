"""Scores customers; the load balancer asks /healthz every second and gives up after two."""

import asyncio

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from legacy import Legacy

app = FastAPI()
at_once = CapacityLimiter(8)  # the old database takes no more


def payments_of(customer):
    """Blocks; runs in a thread, with a client of its own."""
    client = Legacy()
    client.select(customer)
    return client.read()


async def limits_of(customer):
    """From the cache, by an async client."""
    await asyncio.sleep(0.005)
    return {"most": 40 + customer % 10}


def score_of(payments, limits):
    return round(sum(payments) / (3 * limits["most"]), 4)


@app.get("/healthz")
async def healthz():
    return {"status": "ok"}


@app.get("/score/{customer}")
async def score(customer: int):
    limits = await limits_of(customer)
    payments = await to_thread.run_sync(payments_of, customer, limiter=at_once)
    return {"customer": customer, "score": score_of(payments, limits)}
