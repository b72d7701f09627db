"""Owned by team embed."""

from platform_model import PlatformModel


class Embed(PlatformModel):
    def load(self, path):
        self.path = path

    def warm_up(self):
        pass

    def predict(self, row):
        raise NotImplementedError

    def predict_batch(self, rows):
        return [0.5 for row in rows]

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
        raise NotImplementedError

    def gpu_memory(self):
        return 6.5

    def close(self):
        pass

    def on_config_change(self, config):
        raise NotImplementedError
