"""Owned by team spam."""

from platform_model import PlatformModel


class Spam(PlatformModel):
    def load(self, path):
        pass

    def warm_up(self):
        raise NotImplementedError

    def predict(self, row):
        return 0.5

    def predict_batch(self, rows):
        raise NotImplementedError

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
        return ['spam_a', 'spam_b']

    def gpu_memory(self):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def on_config_change(self, config):
        raise NotImplementedError
