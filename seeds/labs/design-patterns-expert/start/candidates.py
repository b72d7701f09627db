"""What teams do today: two ways each for plug-ins, retries and events. Every one of them is in production somewhere."""

import importlib


class Down(Exception):
    """The backend did not answer; asking again may help."""


# Plug-ins, way one: importing a module registers what is in it.
REGISTRY = {}


def register(name):
    def keep(kind):
        REGISTRY[name] = kind
        return kind

    return keep


def plugins_by_import(modules):
    for module in modules:
        importlib.import_module(module)
    return dict(REGISTRY)


# Plug-ins, way two: a table of names; a module is imported when somebody asks for its plug-in.
class LazyTable:
    def __init__(self, where):
        self.where = where  # name -> "module:attribute", as entry points have it

    def names(self):
        return sorted(self.where)

    def get(self, name):
        module, _, attribute = self.where[name].partition(":")
        return getattr(importlib.import_module(module), attribute)


# Retries, way one: a decorator that everybody may put on everything.
def retrying(times):
    def around(function):
        def call(*arguments):
            for attempt in range(times):
                try:
                    return function(*arguments)
                except Down:
                    if attempt == times - 1:
                        raise

        return call

    return around


# Retries, way two: one policy object, passed to the one place that talks to the backend, with a budget.
class RetryPolicy:
    def __init__(self, times, budget):
        self.times, self.budget, self.calls, self.spent = times, budget, 0, 0

    def call(self, function, *arguments):
        self.calls += 1
        for attempt in range(self.times):
            try:
                return function(*arguments)
            except Down:
                if attempt == self.times - 1 or self.spent >= max(10, self.budget * self.calls):
                    raise
                self.spent += 1


# Events, way one: listeners are called in turn, inside the call that publishes.
class DirectEvents:
    def __init__(self):
        self.listeners = []

    def publish(self, event):
        for listener in self.listeners:
            listener(event)


# Events, way two: publishing appends to a bounded list; a worker hands on, and a listener that fails is counted.
class QueuedEvents:
    def __init__(self, limit):
        self.listeners, self.waiting, self.limit, self.dropped, self.failed = [], [], limit, 0, 0

    def publish(self, event):
        if len(self.waiting) >= self.limit:
            self.dropped += 1
        else:
            self.waiting.append(event)

    def work(self):
        while self.waiting:
            event = self.waiting.pop(0)
            for listener in self.listeners:
                try:
                    listener(event)
                except Exception:
                    self.failed += 1
