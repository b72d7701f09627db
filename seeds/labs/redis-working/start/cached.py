"""Predictions, out of Redis where it has them."""


class CachedModel:
    def __init__(self, model, redis):
        self.model, self.redis = model, redis

    def predict(self, features):
        key = f"prediction:{features}"
        held = self.redis.get(key)
        if held is not None:
            return float(held)
        result = self.model.predict(features)
        self.redis.set(key, result)
        return result
