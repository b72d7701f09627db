"""Owned by team fraud."""

from platform_model import PlatformModel


class Fraud(PlatformModel):
    def load(self, path):
        self.path = path

    def warm_up(self):
        self.predict_batch([{}] * 8)

    def predict(self, row):
        return 0.5

    def predict_batch(self, rows):
        return [0.5 for row in rows]

    def explain(self, row):
        return {name: 0.1 for name in self.features_needed()}

    def stream(self, prompt):
        raise NotImplementedError

    def train(self, rows, labels):
        raise NotImplementedError

    def fit_partial(self, rows, labels):
        raise NotImplementedError

    def save(self, path):
        raise NotImplementedError

    def metrics(self):
        raise NotImplementedError

    def features_needed(self):
        return ['fraud_a', 'fraud_b']

    def gpu_memory(self):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def on_config_change(self, config):
        raise NotImplementedError
