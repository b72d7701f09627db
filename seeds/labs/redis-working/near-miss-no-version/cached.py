"""Predictions, out of Redis where it has them."""

import hashlib
import json
import logging
import random

import redis

TTL = 600  # seconds
log = logging.getLogger(__name__)


class CachedModel:
    def __init__(self, model, redis):
        self.model, self.redis = model, redis

    def predict(self, features):
        key = self._key(features)
        try:
            held = self.redis.get(key)
            if held is not None:
                return float(held)
        except (redis.RedisError, ValueError) as error:
            log.warning("cache not read: %s", error)
        result = self.model.predict(features)
        try:
            self.redis.set(key, repr(result), ex=random.randint(TTL * 9 // 10, TTL))
        except redis.RedisError as error:
            log.warning("cache not written: %s", error)
        return result

    def _key(self, features):
        canonical = json.dumps(features, sort_keys=True, separators=(",", ":"))
        return f"prediction:{hashlib.sha256(canonical.encode()).hexdigest()[:32]}"
