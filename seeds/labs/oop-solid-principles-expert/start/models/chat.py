"""Owned by team chat."""

from platform_model import PlatformModel


class Chat(PlatformModel):
    def load(self, path):
        self.path = path

    def warm_up(self):
        next(iter(self.stream('hello')))

    def predict(self, row):
        return ''.join(self.stream(row['prompt']))

    def predict_batch(self, rows):
        raise NotImplementedError

    def explain(self, row):
        raise NotImplementedError

    def stream(self, prompt):
        yield from prompt.split()

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
        self.path = None

    def on_config_change(self, config):
        raise NotImplementedError
