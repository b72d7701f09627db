"""Owned by team churn."""

from platform_model import PlatformModel


class Churn(PlatformModel):
    def load(self, path):
        self.path = path

    def warm_up(self):
        raise NotImplementedError

    def predict(self, row):
        return 0.5

    def predict_batch(self, rows):
        return [self.predict(row) for row in rows]

    def explain(self, row):
        raise NotImplementedError

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
        return ['churn_a', 'churn_b']

    def gpu_memory(self):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def on_config_change(self, config):
        raise NotImplementedError
