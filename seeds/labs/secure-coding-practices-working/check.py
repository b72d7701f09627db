"""Hands the loader good weights, pickles in disguise and odd names; turns the key; reads the pins."""

import hashlib
import json
import pickle
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
from rung_check import FOLDER, Miss, check, main, read, run
from safetensors.numpy import save_file

LEAKED = "rk_live_7Yq2mVtZ0cXw4Lb9"
LOAD = """
import json, sys
sys.path.insert(0, sys.argv[1])
import numpy as np
from registry import load_weights
try:
    found = load_weights(sys.argv[2], folder=sys.argv[3])
    print("GOT" + json.dumps({name: np.asarray(value).tolist() for name, value in found.items()}))
except Exception as error:
    print("GOT" + json.dumps(f"{type(error).__name__}: {error}"))
"""
KEY = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
os.environ["REGISTRY_KEY_FILE"] = sys.argv[2]
import registry
said = []
for key in ("first-key\\n", "second-key\\r\\n", None, "   \\n"):
    if key is None:
        os.remove(sys.argv[2])
    else:
        open(sys.argv[2], "w", newline="").write(key)
    try:
        said.append(registry.headers()["Authorization"])
    except Exception as error:
        said.append(None)
print("GOT" + json.dumps(said))
"""


class Bomb:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return Path.write_text, (Path(self.path), "boom")


def got(script, *arguments):
    read("registry.py")
    ended = run(sys.executable, "-c", script, str(FOLDER), *map(str, arguments), env={"REGISTRY_KEY_FILE": ""})
    lines = [line for line in ended.stdout.splitlines() if line.startswith("GOT")]
    if not lines:
        last = ([line for line in ended.stderr.splitlines() if line.strip()] or ["nothing printed"])[-1]
        raise Miss("does-not-load", error=last)
    return json.loads(lines[0][3:])


@check("no-pickle")
def no_pickle():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        save_file({"weight": np.array([[1.5, -2.0]], dtype=np.float32), "bias": np.array([4.0])}, Path(folder, "good.safetensors"))
        if (said := got(LOAD, "good", folder)) != {"weight": [[1.5, -2.0]], "bias": [4.0]}:
            raise Miss("wrong-weights", said=said)
        mark = Path(folder, "boom.txt")
        for ending in (".safetensors", ".pkl", ".pickle", ".pt", ""):
            Path(folder, f"gift{ending}").write_bytes(pickle.dumps({"weight": Bomb(str(mark))}))
        said = got(LOAD, "gift", folder)
        if mark.exists():
            raise Miss("code-ran")
        if not isinstance(said, str):
            raise Miss("gift-loaded", said=said)


@check("inside")
def inside():
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        models, weights = Path(folder, "models"), {"bias": np.array([1.0])}
        for place in ("models/ours-v2", "secret", "models/team/theirs"):
            path = Path(folder, f"{place}.safetensors")
            path.parent.mkdir(parents=True, exist_ok=True)
            save_file(weights, path)
        if isinstance(said := got(LOAD, "ours-v2", models), str):
            raise Miss("wrong-weights", said=said)
        for name in ("../secret", "team/../../secret", str(Path(folder, "secret"))):
            if not isinstance(got(LOAD, name, models), str):
                raise Miss("walked-out", name=name)


@check("key")
def key():
    for path in sorted(FOLDER.glob("*.py")):
        if path.name != "check.py" and LEAKED in read(path.name):
            raise Miss("key-in-code", file=path.name)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "key")
        path.write_text("zeroth-key", encoding="utf-8")
        first, second, gone, empty = got(KEY, path)
    if first != "Bearer first-key":
        raise Miss("wrong-key", wanted="Bearer first-key", said=repr(first))
    if second != "Bearer second-key":
        raise Miss("wrong-key", wanted="Bearer second-key", said=repr(second))
    if gone is not None or empty is not None:
        raise Miss("no-key-no-error", said=repr(gone or empty))


@check("pins")
def pins():
    sums = dict(reversed(line.split()) for line in read("SHA256SUMS").splitlines() if line.strip())
    published = {re.split(r"-\d", name)[0].replace("_", "-"): digest for name, digest in sums.items()}
    text = re.sub(r"\\\n", " ", read("requirements.txt"))
    pinned = {}
    for line in filter(None, (re.sub(r"(^|\s)#.*", "", each).strip() for each in text.splitlines())):
        if line.startswith("-"):
            continue
        found = re.match(r"([A-Za-z0-9._-]+)\s*==\s*([0-9][^\s;]*)", line)
        digests = re.findall(r"--hash[= ]sha256:([0-9a-f]+)", line)
        if not found or not digests:
            raise Miss("no-hash", line=line)
        pinned[re.sub(r"[-_.]+", "-", found[1]).lower()] = digests
    for name, digest in published.items():
        if name not in pinned:
            raise Miss("not-pinned", name=name)
        mirror = next((each for each in (FOLDER / "mirror").glob("*.whl") if each.name.startswith(name.replace("-", "_"))), None)
        now = hashlib.sha256(mirror.read_bytes()).hexdigest() if mirror else ""
        if now != digest and now in pinned[name]:
            raise Miss("pins-the-mirror", name=name)
        if digest not in pinned[name]:
            raise Miss("other-hash", name=name, wanted=digest[:12], said=pinned[name][0][:12])


main()
