"""Serves a model that can be replaced while requests are running."""

import threading


class Holder:
    def __init__(self, model, version, threshold):
        self.model, self.version, self.threshold = model, version, threshold
        self.users, self.retired = 0, False


class Server:
    def __init__(self, model, version, threshold):
        self.current, self.lock = Holder(model, version, threshold), threading.Lock()

    def predict(self, number):
        with self.lock:
            holder = self.current
            holder.users += 1
        try:
            score = holder.model(number)
            return {"version": holder.version, "score": score, "flag": score >= holder.threshold}
        finally:
            with self.lock:
                holder.users -= 1
                last = holder.retired and holder.users == 0
            if last:
                holder.model.close()

    def swap(self, load):
        with self.lock:
            new = Holder(*load())
            old, self.current = self.current, new
            old.retired = True
            idle = old.users == 0
        if idle:
            old.model.close()
