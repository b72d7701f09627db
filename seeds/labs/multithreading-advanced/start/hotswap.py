"""Serves a model that can be replaced while requests are running."""


class Server:
    def __init__(self, model, version, threshold):
        """`model` is called with a number and gives a score; model.close() frees its memory."""
        self.model, self.version, self.threshold = model, version, threshold

    def predict(self, number):
        """Called by many threads at once. Version, score and flag come from one and the same model."""
        score = self.model(number)
        return {"version": self.version, "score": score, "flag": score >= self.threshold}

    def swap(self, load):
        """`load` takes seconds and gives (model, version, threshold). The model that leaves is closed, once, when
        nobody is using it any more; requests go on being answered meanwhile."""
        old = self.model
        model, version, threshold = load()
        self.model = model
        self.version = version
        self.threshold = threshold
        old.close()
