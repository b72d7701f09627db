"""Reads the Dockerfile the way a build does: stages, what each copies, who the last one runs as."""

import json
import re
import shlex
from fnmatch import translate

import yaml
from rung_check import FOLDER, Miss, check, main, python, read, run

OWN = {"README.md", "check.py", "rung_check.py", "lab.json"}
SECRET = ("tokens.env", "explore.ipynb")
COMPILERS = re.compile(r"(?<![\w-])(build-essential|gcc|g\+\+|make|clang|cmake)(?![\w-])")


class Stage:
    def __init__(self, image, name, parent):
        self.image, self.name, self.parent, self.lines = image, name, parent, []

    def whole(self):
        return [*(self.parent.whole() if self.parent else []), *self.lines]


def filled(text, values):
    return re.sub(
        r"\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)",
        lambda found: values.get(found[1] or found[3], found[2] or ""),
        text,
    )


def instructions():
    lines, rest = [], iter(read("Dockerfile").split("\n"))
    for line in rest:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        while line.rstrip().endswith("\\"):
            following = next(rest, "")
            line = line.rstrip()[:-1] + " " + ("" if following.lstrip().startswith("#") else following)
        for mark in re.findall(r"<<-?[\"']?(\w+)", line) if re.match(r"\s*(RUN|COPY)\b", line, re.I) else []:
            for inner in rest:
                if inner.strip() == mark:
                    break
                line += " ; " + inner
        word, _, value = line.strip().partition(" ")
        lines.append((word.upper(), value.strip()))
    return lines


def stages():
    found, values = [], {}
    for word, value in instructions():
        if word == "ARG" and not found:
            name, _, default = value.partition("=")
            values[name.strip()] = default.strip().strip("\"'")
        elif word == "FROM":
            parts = [part for part in filled(value, values).split() if not part.startswith("--")]
            if not parts:
                raise Miss("no-stage")
            name = parts[2] if len(parts) > 2 else str(len(found))
            parent = next((stage for stage in found if stage.name.lower() == parts[0].lower()), None)
            found.append(Stage(parts[0], name, parent))
        elif found:
            found[-1].lines.append((word, value))
    if not found:
        raise Miss("no-stage")
    return found


def environment(stage):
    values = {}
    for word, value in stage.whole():
        if word == "ENV":
            try:
                parts = shlex.split(value)
            except ValueError:
                parts = value.split()
            if parts and "=" not in parts[0]:
                parts = [parts[0] + "=" + " ".join(parts[1:])]
            values.update(part.partition("=")[::2] for part in parts if "=" in part)
        elif word == "ARG" and "=" in value:
            name, _, default = value.partition("=")
            values.setdefault(name.strip(), default.strip().strip("\"'"))
    return values


@check("pinned")
def pinned():
    for stage in stages():
        if stage.parent or stage.image == "scratch":
            continue
        tag = stage.image.rpartition("/")[2].partition(":")[2]
        if "@sha256:" not in stage.image and not re.match(r"v?\d+\.\d+(\.\d+)", tag):
            raise Miss("loose-base", image=stage.image)
    for number, line in enumerate(read("requirements.txt").split("\n"), 1):
        wanted = line.partition("#")[0].strip().rstrip("\\").strip()
        if wanted and not wanted.startswith("-") and not re.search(r"===?\s*\d|@\s*\S+", wanted):
            raise Miss("loose-package", number=number, package=wanted)


@check("two-stages")
def two_stages():
    every = stages()
    last = every[-1]
    for word, value in last.whole():
        if word == "RUN" and re.search(r"\binstall\b", value) and (found := COMPILERS.search(value)):
            raise Miss("compiler-stays", tool=found[1])
    taken = [value for word, value in last.whole() if word in ("COPY", "RUN") and re.search(r"\bfrom=", value)]
    names = {name.lower() for number, stage in enumerate(every[:-1]) for name in (stage.name, str(number))}
    if not any(found.lower() in names for value in taken for found in re.findall(r"\bfrom=([\w.-]+)", value)):
        raise Miss("nothing-taken", stages=len(every))


@check("non-root")
def non_root():
    last = stages()[-1]
    users = [value.split()[0] for word, value in last.whole() if word == "USER" and value]
    user = filled(users[-1], environment(last)) if users else "root"
    if user.partition(":")[0].strip("\"'") in ("", "root", "0"):
        raise Miss("is-root", user=user or "root")


def ignored(name, patterns):
    left_out = False
    for pattern in patterns:
        back = pattern.startswith("!")
        bare = pattern.lstrip("!").strip().removeprefix("./").strip("/")
        parts = name.split("/")
        regex = re.escape(bare).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*")
        regex = regex.replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
        if any(re.fullmatch(regex, "/".join(parts[:end])) for end in range(1, len(parts) + 1)):
            left_out = not back
    return left_out


def copied():
    """(file, instruction) for every file of the folder that a COPY or ADD takes into any stage."""
    path = FOLDER / ".dockerignore"
    text = read(".dockerignore") if path.is_file() and path.stat().st_size else ""
    patterns = [line.strip() for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    context = [name for name in SECRET if (FOLDER / name).exists() and not ignored(name, patterns)]
    for stage in stages():
        for word, value in stage.lines:
            if word not in ("COPY", "ADD") or re.search(r"--from=", value):
                continue
            value = re.sub(r"--\w[\w-]*(=\S+)?\s*", "", value)
            try:
                sources = json.loads(value)[:-1] if value.startswith("[") else value.split()[:-1]
            except ValueError:
                sources = []
            for source in map(str, sources):
                bare = source.removeprefix("./").strip("/")
                for name in context:
                    if bare in ("", ".") or re.fullmatch(translate(bare), name):
                        yield name, f"{word} {value}"


@check("secret-out")
def secret_out():
    for name, line in copied():
        raise Miss("secret-copied", file=name, line=line)


@check("lint-clean")
def lint_clean():
    read("Dockerfile")
    ended = run("hadolint", "--no-color", "--format", "json", "--ignore", "DL3008", "Dockerfile", seconds=30)
    try:
        found = [each for each in json.loads(ended.stdout or "[]") if each["level"] in ("error", "warning")]
    except (ValueError, KeyError, TypeError):
        raise Miss("lint-said", line="?", code="hadolint", message=ended.stderr or ended.stdout) from None
    for each in found:
        raise Miss("lint-said", line=each["line"], code=each["code"], message=each["message"])


def service():
    name = next((name for name in ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml") if (FOLDER / name).is_file()), "compose.yaml")
    try:
        services = yaml.safe_load(read(name))["services"]
        built = [each for each in services.values() if isinstance(each, dict) and each.get("build")]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        raise Miss("no-service", file=name) from None
    if not built:
        raise Miss("no-service", file=name)
    return built[0]


def listening():
    given = service().get("environment") or {}
    if isinstance(given, list):
        given = dict(str(each).partition("=")[::2] for each in given)
    env = environment(stages()[-1]) | {key: "" if value is None else str(value) for key, value in given.items()}
    env = {key: value for key, value in env.items() if key in ("HOST", "PORT") and value}
    said = python("-c", "import service; print(service.HOST, service.PORT)", seconds=20, env={"HOST": "", "PORT": "8080"} | env)
    host, _, port = said.stdout.strip().rpartition(" ")
    return host, port


@check("compose-starts")
def compose_starts():
    host, port = listening()
    if host not in ("0.0.0.0", "::"):
        raise Miss("only-inside", host=host or "127.0.0.1")
    published = []
    for each in service().get("ports") or []:
        if isinstance(each, dict):
            published.append((str(each.get("host_ip", "")), str(each.get("target", ""))))
        else:
            front, _, target = str(each).partition("/")[0].rpartition(":")
            published.append((front.rpartition(":")[0], target))
    if not any(target == port for _, target in published):
        raise Miss("other-port", port=port, ports=", ".join(target for _, target in published) or "-")
    if not all(address in ("127.0.0.1", "[::1]", "::1") for address, _ in published):
        raise Miss("open-to-all")


@check("healthy")
def healthy():
    last = stages()[-1]
    test = (service().get("healthcheck") or {}).get("test")
    said = " ".join(map(str, test)) if isinstance(test, list) else str(test or "")
    said = said or " ".join(value for word, value in last.whole() if word == "HEALTHCHECK")
    if not said or said.upper().startswith("NONE") or "/healthz" not in said:
        raise Miss("no-health", said=said or "-")
    slim = re.search(r"slim|alpine|distroless", base(last).image)
    for tool in ("curl", "wget"):
        there = any(word == "RUN" and re.search(rf"(install|add)\b.*\b{tool}\b", value) for word, value in last.whole())
        if re.search(rf"\b{tool}\b", said) and slim and not there and not (tool == "wget" and "alpine" in slim[0]):
            raise Miss("no-such-tool", tool=tool, image=base(last).image)


def base(stage):
    return base(stage.parent) if stage.parent else stage


main()
