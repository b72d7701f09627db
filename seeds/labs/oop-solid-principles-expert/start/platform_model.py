"""What every model on the platform inherits from. Fourteen methods, added over three years."""

import abc


class PlatformModel(abc.ABC):
    @abc.abstractmethod
    def load(self, path): ...

    @abc.abstractmethod
    def warm_up(self): ...

    @abc.abstractmethod
    def predict(self, row): ...

    @abc.abstractmethod
    def predict_batch(self, rows): ...

    @abc.abstractmethod
    def explain(self, row): ...

    @abc.abstractmethod
    def stream(self, prompt): ...

    @abc.abstractmethod
    def train(self, rows, labels): ...

    @abc.abstractmethod
    def fit_partial(self, rows, labels): ...

    @abc.abstractmethod
    def save(self, path): ...

    @abc.abstractmethod
    def metrics(self): ...

    @abc.abstractmethod
    def features_needed(self): ...

    @abc.abstractmethod
    def gpu_memory(self): ...

    @abc.abstractmethod
    def close(self): ...

    @abc.abstractmethod
    def on_config_change(self, config): ...
