"""A small inference gateway: features, tokenizer, one of two GPU slots, then a stream of tokens."""

import asyncio
from contextlib import aclosing

from slots import Slots
from vocabulary import Vocabulary

vocabulary = Vocabulary()


async def look_up(customer):
    await asyncio.sleep(0.005)
    return {"tier": "gold" if customer % 7 == 0 else "free"}


async def encode(prompt):
    words = prompt.split()
    return await asyncio.to_thread(lambda: [vocabulary.number_of(word) for word in words])


async def decode(tokens, gpu):
    for token in tokens:
        await asyncio.sleep(gpu.seconds_per_token)
        yield f"t{token % 97}"


async def audit(customer, count):
    await asyncio.sleep(0.004)
    return customer, count


async def handle(customer, prompt, gpus: Slots):
    """Answers one prompt; the caller may cancel it at any moment, for instance when the client hangs up."""
    await look_up(customer)
    tokens = await encode(prompt)
    answer = []
    slot = None
    try:
        slot = await gpus.acquire()
        async with aclosing(decode(tokens, slot)) as pieces:
            async for piece in pieces:
                answer.append(piece)
    finally:
        gpus.release(slot)
    await audit(customer, len(answer))
    return " ".join(answer)
