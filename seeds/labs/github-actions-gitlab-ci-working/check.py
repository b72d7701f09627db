"""Reads the workflow as GitHub would: checks its schema, then plays three events through it and sees what each job may do."""

import json
import re
import sys

from rung_check import Miss, check, main, read, run

FILE = ".github/workflows/train-image.yml"
EVENTS = {
    "pull_request": {"github.event_name": "pull_request", "github.ref": "refs/pull/7/merge", "github.ref_name": "7/merge", "github.base_ref": "main", "github.head_ref": "fix"},
    "push to main": {"github.event_name": "push", "github.ref": "refs/heads/main", "github.ref_name": "main", "github.base_ref": "", "github.head_ref": ""},
}  # fmt: skip
BUILD, LOGIN = "docker/build-push-action@", "docker/login-action@"
TOKEN = re.compile(r"secrets\.GITHUB_TOKEN|github\.token")


def workflow():
    import yaml

    try:
        found = yaml.load(read(FILE), Loader=yaml.BaseLoader)  # strings alone, so that `on` stays "on"
    except yaml.YAMLError as error:
        raise Miss("not-yaml", error=error) from None
    if not isinstance(found, dict) or not isinstance(found.get("jobs"), dict) or not found["jobs"]:
        raise Miss("no-jobs")
    for name, job in found["jobs"].items():
        if not isinstance(job, dict) or not all(isinstance(step, dict) for step in listed(job.get("steps"))):
            raise Miss("no-jobs")
    return found


def listed(value):
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def settings(step):
    return step.get("with") if isinstance(step.get("with"), dict) else {}


def steps_of(job, uses):
    return [step for step in listed(job.get("steps")) if str(step.get("uses", "")).startswith(uses)]


def builders(found):
    jobs = {name: job for name, job in found["jobs"].items() if steps_of(job, BUILD)}
    if not jobs:
        raise Miss("no-build")
    return jobs


def starts_on(found, event):
    """Whether the event starts the workflow at all."""
    on = found.get("on")
    name = event.split()[0]
    if not isinstance(on, dict):
        return name in listed(on)
    if name not in on:
        return False
    branches = on[name].get("branches") if isinstance(on[name], dict) else None
    return branches is None or any(re.fullmatch(re.escape(each).replace(r"\*", ".*"), "main") for each in listed(branches))


def truth(text, event):
    """The value of a condition or an expression for an event; what is not known here raises Miss."""
    text = str(text).strip()
    if text.startswith("${{") and text.endswith("}}"):
        text = text[3:-2].strip()
    if text in ("", "true"):
        return True
    if text == "false":
        return False
    words = re.findall(r"'(?:[^']|'')*'|[\w.-]+|&&|\|\||[!=]=|[!(),]", text)
    out = []
    for at, word in enumerate(words):
        if word in ("&&", "||", "!"):
            out.append({"&&": " and ", "||": " or ", "!": " not "}[word])
        elif word in EVENTS[event]:
            out.append(repr(EVENTS[event][word]))
        elif word == "github.event.pull_request" or word.startswith("github.event.pull_request."):
            out.append(repr("x" if event == "pull_request" else ""))
        elif word.startswith("'"):
            out.append(repr(word[1:-1].replace("''", "'")))
        elif word in ("==", "!=", "(", ")", ",", "true", "false"):
            out.append({"true": "True", "false": "False"}.get(word, word))
        elif word.lower() in ("startswith", "endswith", "contains", "success", "always", "failure", "cancelled") and words[at + 1 : at + 2] == ["("]:
            out.append(word.lower())
        elif word == "github.event.repository.default_branch":
            out.append("'main'")
        elif word in ("github.actor", "github.repository", "github.repository_owner", "github.sha"):
            out.append("'somebody'")
        else:
            raise Miss("not-understood", text=text)
    functions = {
        "startswith": lambda one, two: str(one).startswith(str(two)),
        "endswith": lambda one, two: str(one).endswith(str(two)),
        "contains": lambda one, two: str(two) in str(one),
        "success": lambda: True, "always": lambda: True, "failure": lambda: False, "cancelled": lambda: False,
    }  # fmt: skip
    try:
        return bool(eval("".join(out), {"__builtins__": {}}, functions))  # noqa: S307  # words of the list above only
    except Exception:
        raise Miss("not-understood", text=text) from None


def pushes(found, event):
    """The names of the jobs that push an image on an event."""
    if not starts_on(found, event):
        return []
    names = []
    for name, job in builders(found).items():
        if truth(job.get("if", "true"), event):
            for step in steps_of(job, BUILD):
                if truth(step.get("if", "true"), event) and truth(settings(step).get("push", "false"), event):
                    names.append(name)
    return names


def tests(found):
    names = [name for name, job in found["jobs"].items() if any("pytest" in str(step.get("run", "")) for step in listed(job.get("steps")))]
    if not names:
        raise Miss("no-tests")
    return names


@check("valid")
def valid():
    workflow()
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", "--output-format", "json")
    ended = run(*command, FILE)
    if ended.returncode != 0:
        try:
            wrong = json.loads(ended.stdout)["errors"][0]
            said = f"{wrong.get('path', '')}: {wrong.get('message', '')}"
        except (ValueError, KeyError, IndexError):
            said = ended.stdout or ended.stderr
        raise Miss("schema", error=said)


@check("tests-first")
def tests_first():
    found = workflow()
    tested = tests(found)
    for event in EVENTS:
        if not starts_on(found, event):
            raise Miss("not-started", event=event)
        if not any(truth(found["jobs"][name].get("if", "true"), event) for name in tested):
            raise Miss("not-started", event=event)
    for name in builders(found):
        reached, waiting = set(), listed(found["jobs"][name].get("needs"))
        while waiting:
            each = waiting.pop()
            if each not in reached and each in found["jobs"]:
                reached.add(each)
                waiting += listed(found["jobs"][each].get("needs"))
        if name not in tested and not reached & set(tested):
            raise Miss("not-needed", job=name)


@check("push-from-main")
def push_from_main():
    found = workflow()
    if pushes(found, "pull_request"):
        raise Miss("pushed", job=pushes(found, "pull_request")[0])
    if not pushes(found, "push to main"):
        raise Miss("not-pushed")
    for job in builders(found).values():
        for step in steps_of(job, BUILD):
            tags = str(settings(step).get("tags", ""))
            meta = " ".join(str(settings(each).get("tags", "")) for each in steps_of(job, "docker/metadata-action@"))
            if not re.search(r"github\.sha|GITHUB_SHA", tags) and not ("steps." in tags and "type=sha" in meta):
                raise Miss("no-sha", tags=tags or "none")


@check("short-lived")
def short_lived():
    found = workflow()
    names = re.findall(r"secrets(?:\.|\[')([A-Za-z_0-9]+)", read(FILE))
    if others := sorted({name for name in names if name.upper() != "GITHUB_TOKEN"}):
        raise Miss("stored-secret", name=others[0])
    for name in pushes(found, "push to main"):
        job = found["jobs"][name]
        logins = [step for step in steps_of(job, LOGIN) if truth(step.get("if", "true"), "push to main")]
        if not any(TOKEN.search(str(settings(step).get("password", ""))) for step in logins):
            raise Miss("no-login", job=name)


@check("least")
def least():
    found = workflow()
    pushing = pushes(found, "push to main")
    if not pushing:
        raise Miss("not-pushed")
    for name, job in found["jobs"].items():
        granted = job.get("permissions", found.get("permissions"))
        if granted is None:
            raise Miss("default-rights", job=name)
        if isinstance(granted, str):
            if granted == "write-all":
                raise Miss("too-much", job=name, right=granted)
            granted = {}
        for right, level in granted.items():
            if level == "write" and not (name in pushing and right in ("packages", "id-token", "attestations")):
                raise Miss("too-much", job=name, right=f"{right}: write")
        if name in pushing and granted.get("packages") != "write":
            raise Miss("too-little", job=name)


@check("cached")
def cached():
    found = workflow()
    for name, job in builders(found).items():
        for step in steps_of(job, BUILD):
            for key in ("cache-from", "cache-to"):
                if "type=" not in str(settings(step).get(key, "")):
                    raise Miss("no-cache", job=name, key=key)
            if "type=gha" in str(settings(step)) and not steps_of(job, "docker/setup-buildx-action@"):
                raise Miss("no-buildx", job=name)
    lines = [line.strip() for line in read("Dockerfile").replace("\\\n", " ").splitlines()]
    install = next((at for at, line in enumerate(lines) if re.match(r"RUN\b.*\b(pip|uv)\b.*\b(install|sync)\b", line, re.I)), None)
    if install is None:
        raise Miss("no-install")
    if any(re.match(r"(COPY|ADD)\s+(--\S+\s+)*\.\s", line, re.I) for line in lines[:install]):
        raise Miss("copied-first")


main()
