"""What a Dockerfile costs, from measured sizes, without building it: python layers.py

Understands FROM … AS, COPY, COPY --from, RUN apt-get install, RUN pip install (-r files, names, --target DIR) and counts
every other instruction as nothing. Sizes are uncompressed gigabytes, as `docker history` gave them on our build host.
"""

import csv
import json
import re
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).resolve().parent


class CannotBuild(Exception):
    """What the real build would end with."""


def lines(text):
    text = re.sub(r"\\\s*\n", " ", re.sub(r"^\s*#.*\n?", "", text, flags=re.M))
    return [line.strip() for line in text.split("\n") if line.strip()]


def packages_in(file):
    path = HERE / file
    if not path.is_file():
        raise CannotBuild(f"{file}: no such file")
    return [re.split(r"[=<>~\[ ]", line)[0].lower() for line in path.read_text("utf-8").split("\n") if line.strip() and line[0] not in "#-"]


class Stage:
    def __init__(self, base, parent, sizes):
        self.layers = list(parent.layers) if parent else [(base, sizes["bases"].get(base, 0), 0, ())]
        self.installed = dict(parent.installed) if parent else {}
        self.nvcc = parent.nvcc if parent else "-devel" in base
        if not parent and base not in sizes["bases"]:
            raise CannotBuild(f"{base}: not measured; known are {', '.join(sizes['bases'])}")


def read(dockerfile, sizes):
    stages, names, values = [], {}, {}
    for line in lines(dockerfile):
        word, _, rest = line.partition(" ")
        word = word.upper()
        rest = re.sub(r"\$\{?(\w+)\}?", lambda found: values.get(found[1], found[0]), rest) if word == "FROM" else rest
        if word == "ARG" and "=" in rest:
            values.update([rest.split("=", 1)])
        if word == "FROM":
            parts = [part for part in rest.split() if not part.startswith("--")]
            stages.append(Stage(parts[0], names.get(parts[0]), sizes))
            names[parts[2] if len(parts) > 2 else str(len(stages) - 1)] = stages[-1]
        elif word in ("COPY", "ADD") and stages:
            stages[-1].layers.append(copied(stages[-1], line, rest, names, sizes))
        elif word == "RUN" and stages:
            stages[-1].layers.append(ran(stages[-1], line, rest, sizes))
    if not stages:
        raise CannotBuild("no FROM")
    return stages[-1]


def copied(stage, line, rest, names, sizes):
    source = re.search(r"--from=(\S+)", rest)
    *paths, _ = [part for part in rest.split() if not part.startswith("--")]
    if source:
        if source[1] not in names:
            raise CannotBuild(f"no stage {source[1]}")
        taken = {
            package: target for package, target in names[source[1]].installed.items()
            if any((target or "/opt/venv").startswith(path.rstrip("/")) or path.startswith("/usr/local") and not target for path in paths)
        }  # fmt: skip
        stage.installed.update(taken)
        return line, sum(sizes["pip"][each] for each in taken), 0.3, tuple(f"package:{each}" for each in taken)
    files = [name for name in sizes["files"] if any(covers(path, name) for path in paths)]
    asked = {f"package:{each}" for name in HERE.glob("requirements*.txt") if any(covers(path, name.name) for path in paths) for each in packages_in(name.name)}
    return line, sum(sizes["files"][name] for name in files), 0.1, tuple([*files, *sorted(asked)])


def covers(path, name):
    bare = path.removeprefix("./").rstrip("/")
    return bare in ("", ".") or fnmatch(name, bare) or name.startswith(bare + "/")


def ran(stage, line, rest, sizes):
    gigabytes = minutes = 0
    depends = []
    for command in re.split(r"&&|;", re.sub(r"--mount=\S+\s*", "", rest)):
        words = command.split()
        if "apt-get" in words and "install" in words:
            found = [word.split("=")[0] for word in words[words.index("install") + 1 :] if not word.startswith("-")]
            if unknown := [each for each in found if each not in sizes["apt"]]:
                raise CannotBuild(f"apt-get: {unknown[0]} was not measured; known are {', '.join(sizes['apt'])}")
            gigabytes += sum(sizes["apt"][each] for each in found)
            gigabytes += 0 if "rm -rf /var/lib/apt/lists" in rest or "target=/var/lib/apt" in line else 0.05
            minutes += 1
        if re.search(r"(^|[\s/])pip3?\s+install\s", command):
            after, target, found = iter(words[words.index("install") + 1 :]), "", []
            for word in after:
                if word in ("-r", "--requirement"):
                    found += packages_in(Path(next(after, "")).name)
                elif word.split("=")[0] in ("--target", "-t", "--prefix"):
                    target = word.partition("=")[2] or next(after, "")
                elif word in ("-i", "-c", "--python"):
                    next(after, "")
                elif not word.startswith("-"):
                    found.append(re.split(r"[=<>~\[]", word)[0].lower())
            for each in found:
                if each not in sizes["pip"]:
                    raise CannotBuild(f"pip: {each} was not measured")
                if each == "flash-attn" and not stage.nvcc:
                    raise CannotBuild("flash-attn: nvcc was not found, CUDA_HOME is not set")
                if each == "flash-attn" and not ("--no-build-isolation" in words and "torch" in stage.installed):
                    raise CannotBuild("flash-attn: ModuleNotFoundError: No module named 'torch'")
                stage.installed[each] = target
                gigabytes += sizes["pip"][each]
                minutes += 38 if each == "flash-attn" else 0.5
            cached = "--no-cache-dir" in words or "target=/root/.cache" in line
            gigabytes += 0 if cached else sum(sizes["pip"][each] * 0.6 for each in found)
            depends += [f"package:{each}" for each in found]
    return line, round(gigabytes, 3), minutes, tuple(depends)


def replay(stage, changes):
    """Gigabytes that 20 commits push: a changed layer takes all layers after it along."""
    pushed = 0
    for row in changes:
        stale = False
        for line, gigabytes, _, depends in stage.layers:
            stale = stale or row["changed"] in depends or any(name.startswith(row["changed"]) for name in depends)
            pushed += gigabytes if stale else 0
    return round(pushed, 2)


def result(dockerfile):
    sizes = json.loads((HERE / "sizes.json").read_text("utf-8"))
    stage = read(dockerfile, sizes)
    with open(HERE / "changes.csv", encoding="utf-8", newline="") as file:
        changes = list(csv.DictReader(file))
    missing = [name for name in sizes["needed"] if name not in stage.installed]
    if missing:
        raise CannotBuild(f"the image would start without {', '.join(missing)}")
    if not any("src/serve.py" in depends for *_, depends in stage.layers):
        raise CannotBuild("the image would start without src/")
    return stage, round(sum(each[1] for each in stage.layers), 2), replay(stage, changes)


if __name__ == "__main__":
    try:
        stage, total, pushed = result((HERE / "Dockerfile").read_text("utf-8"))
    except CannotBuild as error:
        raise SystemExit(f"the build fails: {error}") from None
    for line, gigabytes, _, _ in stage.layers:
        print(f"{gigabytes:>7.2f} GB  {line[:90]}")
    print(f"{total:>7.2f} GB  in all; 20 commits push {pushed} GB")
