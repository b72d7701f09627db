"""Picks the next token: temperature, top-k and top-p over a handful of logits."""

import math
import random


def probabilities(logits, temperature=1.0, top_k=0, top_p=1.0):
    """What may be picked and how likely, the likeliest first. top_k=0 keeps all; temperature 0 keeps the best alone.

    Top-p keeps the fewest of the likeliest tokens whose shares together reach `top_p`.
    """
    if temperature <= 0:
        return {max(logits, key=logits.get): 1.0}
    highest = max(logits.values())
    weights = {token: math.exp((logit - highest) / temperature) for token, logit in logits.items()}
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    if top_k > 0:
        ranked = ranked[:top_k]
    total = sum(weight for _, weight in ranked)
    kept, mass = {}, 0.0
    for token, weight in ranked:
        kept[token] = weight / total
        mass += weight / total
        if mass >= top_p:
            break
    return {token: share / mass for token, share in kept.items()}


def sample(logits, temperature=1.0, top_k=0, top_p=1.0, rng=random):
    """One token, drawn by its probability with a generator of the caller's."""
    point = rng.random()
    for token, share in probabilities(logits, temperature, top_k, top_p).items():
        if point < share:
            return token
        point -= share
    return token
