"""Stops a prediction in the middle and swaps the model then; runs stress.py against the untouched and the mended server."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

UNTOUCHED = '''
class Server:
    def __init__(self, model, version, threshold):
        self.model, self.version, self.threshold = model, version, threshold

    def predict(self, number):
        score = self.model(number)
        return {"version": self.version, "score": score, "flag": score >= self.threshold}

    def swap(self, load):
        old = self.model
        model, version, threshold = load()
        self.model = model
        self.version = version
        self.threshold = threshold
        old.close()
'''
NEVER_CLOSES = UNTOUCHED.replace("        old.close()\n", "")
BUNDLED = '''
class Server:
    def __init__(self, model, version, threshold):
        self.held = model, version, threshold

    def predict(self, number):
        model, version, threshold = self.held
        score = model(number)
        return {"version": version, "score": score, "flag": score >= threshold}

    def swap(self, load):
        old, self.held = self.held[0], load()
        old.close()
'''
WITHOUT_FAULT = BUNDLED.replace("        old.close()\n", "")  # stress.py cannot tell that nothing is ever closed
SETTING = """
import json, threading, time
from hotswap import Server

class Model:
    def __init__(self, version):
        self.version, self.closed, self.inside, self.go = version, 0, threading.Event(), threading.Event()
        self.go.set()
    def __call__(self, number):
        self.inside.set()
        self.go.wait(4)
        return self.version + 0.5
    def close(self):
        self.closed += 1

def thread(function, *arguments):
    started = threading.Thread(target=function, args=arguments, daemon=True)
    started.start()
    return started
"""
MIDDLE = """
old, new = Model(1), Model(900)
server, answers = Server(old, 1, 1), []
old.go.clear()
asking = thread(lambda: answers.append(server.predict(7)))
old.inside.wait(2)
swapping = thread(server.swap, lambda: (new, 900, 900))
swapping.join(0.5)
early = old.closed
old.go.set()
asking.join(3), swapping.join(3)
time.sleep(0.05)
after = server.predict(7)
print(); print(json.dumps({"early": early, "closed": old.closed, "newer": new.closed, "answer": answers[:1], "after": after}))
"""
IDLE = """
models = [Model(number) for number in range(5)]
server = Server(models[0], 0, 0)
for number in range(1, 5):
    server.predict(1)
    server.swap(lambda: (models[number], number, number))
server.predict(1)
print(); print(json.dumps([model.closed for model in models]))
"""
LOADING = """
server, loading, finish = Server(Model(1), 1, 1), threading.Event(), threading.Event()
def load():
    loading.set()
    finish.wait(3)
    return Model(2), 2, 2
swapping = thread(server.swap, load)
loading.wait(2)
answers = []
asking = [thread(lambda: answers.append(server.predict(1))) for _ in range(4)]
for each in asking:
    each.join(0.5)
count = len(answers)
finish.set()
swapping.join(3)
print(); print(json.dumps(count))
"""


def last_line(ended):
    return ((ended.stdout + ended.stderr).strip().splitlines() or ["nothing"])[-1]


def probe(script):
    read("hotswap.py")
    ended = run(sys.executable, "-", seconds=20, stdin=SETTING + script)
    if ended.returncode != 0:
        last = [line for line in ended.stderr.splitlines() if "Error" in line] or [f"exit code {ended.returncode}"]
        raise Miss("crashed", command="Server", error=last[-1])
    return json.loads(ended.stdout.splitlines()[-1])


def stressed(server):
    """How stress.py ends beside another hotswap.py."""
    with tempfile.TemporaryDirectory(prefix=".rung-check-") as folder:
        for name in ("stress.py", "models.py"):
            shutil.copy(FOLDER / name, folder)
        (Path(folder) / "hotswap.py").write_text(server, encoding="utf-8")
        script = f"import os, runpy, sys; os.chdir({folder!r}); sys.path.insert(0, {folder!r}); runpy.run_path('stress.py', run_name='__main__')"
        return run(sys.executable, "-c", script, seconds=15)


@check("stress-finds")
def stress_finds():
    read("stress.py")
    for attempt in (1, 2, 3):
        if stressed(UNTOUCHED).returncode == 0:
            raise Miss("stress-blind", attempt=attempt)
    for says, server in (("stress-no-mix", NEVER_CLOSES), ("stress-no-close", BUNDLED)):
        if stressed(server).returncode == 0:
            raise Miss(says)
    ended = stressed(WITHOUT_FAULT)
    if ended.returncode != 0:
        raise Miss("stress-alarm", said=last_line(ended))


@check("stress-passes")
def stress_passes():
    read("stress.py")
    ended = run(sys.executable, "stress.py", seconds=15)
    if ended.returncode != 0:
        raise Miss("stress-fails", said=last_line(ended))


@check("one-model")
def one_model():
    seen = probe(MIDDLE)
    if seen["answer"] not in ([{"version": 1, "score": 1.5, "flag": True}], [{"version": 900, "score": 900.5, "flag": True}]):
        raise Miss("mixed", answer=seen["answer"])
    if seen["after"].get("version") != 900:
        raise Miss("mixed", answer=[seen["after"]])


@check("closed-once")
def closed_once():
    seen = probe(MIDDLE)
    if seen["early"]:
        raise Miss("closed-early")
    if seen["closed"] != 1 or seen["newer"]:
        raise Miss("closed-wrong", counts=[seen["closed"], seen["newer"]], wanted=[1, 0])
    counts = probe(IDLE)
    if counts != [1, 1, 1, 1, 0]:
        raise Miss("closed-wrong", counts=counts, wanted=[1, 1, 1, 1, 0])


@check("answers-meanwhile")
def answers_meanwhile():
    count = probe(LOADING)
    if count != 4:
        raise Miss("waits", count=count)


main()
