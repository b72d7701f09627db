"""Plays pipelines through .gitlab-ci.yml: which jobs GitLab would add for which event and which changed files."""

import json
import re
import sys

from rung_check import Miss, check, main, read, run

FILE = ".gitlab-ci.yml"
NOT_JOBS = {"stages", "workflow", "default", "variables", "include", "image", "services", "cache", "before_script", "after_script", "spec", "pages_"}
MR = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_IID": "41", "CI_MERGE_REQUEST_ID": "9041", "CI_COMMIT_REF_NAME": "faster-loader", "CI_COMMIT_REF_SLUG": "faster-loader", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "faster-loader", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_EVENT_TYPE": "detached", "CI_MERGE_REQUEST_REF_PATH": "refs/merge-requests/41/head", "CI_OPEN_MERGE_REQUESTS": "ai/models!41", "CI_COMMIT_SHA": "1a2b3c4d5e", "CI_COMMIT_SHORT_SHA": "1a2b3c4d", "CI_PIPELINE_ID": "700", "CI_PIPELINE_IID": "70"}
MAIN = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_NAME": "main", "CI_COMMIT_REF_SLUG": "main", "CI_COMMIT_SHA": "9f8e7d"}
BRANCH = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "faster-loader", "CI_COMMIT_REF_NAME": "faster-loader", "CI_COMMIT_REF_SLUG": "faster-loader", "CI_OPEN_MERGE_REQUESTS": "ai/models!41", "CI_COMMIT_SHA": "1a2b3c4d5e"}
NIGHTLY = {**MAIN, "CI_PIPELINE_SOURCE": "schedule"}
TAG = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_TAG": "v1.4.0", "CI_COMMIT_REF_NAME": "v1.4.0", "CI_COMMIT_REF_SLUG": "v1-4-0", "CI_COMMIT_SHA": "9f8e7d"}
ALWAYS = {"CI_DEFAULT_BRANCH": "main", "CI": "true", "GITLAB_CI": "true", "CI_PROJECT_PATH": "ai/models", "CI_PROJECT_NAME": "models"}
# fmt: off
RETRAIN = [  # (what happens, its variables, the files that changed, whether `train` belongs to the pipeline)
    ("a merge request", MR, "train/run.py", True), ("a merge request", MR, "train/features/text/clean.py", True),
    ("a merge request", MR, "data/users.csv.dvc", True), ("a merge request", MR, "data/raw/2026/clicks.parquet.dvc", True),
    ("a merge request", MR, "dvc.lock", True), ("a merge request", MR, "dvc.yaml", True),
    ("a merge request", MR, "README.md", False), ("a merge request", MR, "serving/api.py", False),
    ("a merge request", MR, "docs/train.md", False), ("a merge request", MR, "requirements-docs.txt", False),
    ("a push to main", MAIN, "train/run.py", True), ("a push to main", MAIN, "data/users.csv.dvc", True),
    ("a push to main", MAIN, "README.md", False), ("a push to main", MAIN, "serving/api.py", False),
    ("a nightly schedule", NIGHTLY, "README.md", False), ("a tag", TAG, "README.md", False),
]
# fmt: on


def config():
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!reference", lambda loader, node: ("!reference", loader.construct_sequence(node)))
    try:
        found = yaml.load(read(FILE), Loader=Loader)  # noqa: S506  # a SafeLoader
    except yaml.YAMLError as error:
        raise Miss("not-yaml", error=error) from None
    if not isinstance(found, dict):
        raise Miss("not-yaml", error="no mapping")
    return found


def merged(base, over):
    """As `extends` merges: mappings deeply, everything else replaced."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: merged(base.get(key), value) for key, value in over.items()}}
    return over


def job_of(found, name, seen=()):
    job = found.get(name)
    if not isinstance(job, dict):
        raise Miss("no-job", name=name)
    parents = job.get("extends", [])
    result = {}
    for parent in [parents] if isinstance(parents, str) else parents:
        if parent not in seen:
            result = merged(result, job_of(found, parent, (*seen, name)))
    return merged(result, job)


def jobs(found):
    return [name for name, job in found.items() if isinstance(job, dict) and name not in NOT_JOBS and not name.startswith(".")]


def rules_of(found, owner):
    """A flat list of rules, references followed; None where there are none."""
    if "rules" not in owner:
        return None
    flat, waiting = [], list(owner["rules"] or [])
    while waiting:
        each = waiting.pop(0)
        if isinstance(each, tuple):
            target = found
            for key in each[1]:
                target = target.get(key, {}) if isinstance(target, dict) else {}
            waiting = (list(target) if isinstance(target, list) else [target]) + waiting
        elif isinstance(each, list):
            waiting = each + waiting
        elif isinstance(each, dict):
            flat.append(each)
    return flat


TOKENS = re.compile(r"""\s*(\$\{?\w+\}?|"[^"]*"|'[^']*'|/(?:\\.|[^/\\])+/i?|&&|\|\||==|!=|=~|!~|[()]|null)""")


def holds(text, variables):
    """The value of a rules:if expression; && binds more tightly than ||."""
    words, at = [], 0
    text = str(text).strip()
    while at < len(text):
        match = TOKENS.match(text, at)
        if not match:
            raise Miss("if-unread", text=text)
        words.append(match[1])
        at = match.end()

    def value(word):
        if word.startswith("$"):
            return variables.get(word.strip("${}"))
        if word == "null":
            return None
        return word[1:-1]

    def pattern(word):
        word = word if word.startswith("/") else str(value(word) or "/(?!)/")
        return re.compile(word.strip("i").strip("/") if word.endswith("i") else word[1:-1], re.I if word.endswith("i") else 0)

    def term():
        word = words.pop(0)
        if word == "(":
            result = either()
            words.pop(0)
            return result
        if words and words[0] in ("==", "!=", "=~", "!~"):
            operator, other = words.pop(0), words.pop(0)
            if operator in ("==", "!="):
                return (value(word) == value(other)) == (operator == "==")
            return bool(pattern(other).search(value(word) or "")) == (operator == "=~")
        return bool(value(word))

    def both():
        result = term()
        while words and words[0] == "&&":
            words.pop(0)
            result = term() and result
        return result

    def either():
        result = both()
        while words and words[0] == "||":
            words.pop(0)
            result = both() or result
        return result

    try:
        return either()
    except (IndexError, re.error):
        raise Miss("if-unread", text=text) from None


def globbed(pattern, path):
    """As Ruby's File.fnmatch with FNM_PATHNAME, FNM_DOTMATCH and FNM_EXTGLOB: `**/` is any number of folders."""
    out, at = "", 0
    while at < len(pattern):
        if pattern.startswith("**/", at) and (at == 0 or pattern[at - 1] == "/"):
            out, at = out + "(?:[^/]+/)*", at + 3
        elif pattern[at] == "*":
            out, at = out + "[^/]*", at + (2 if pattern.startswith("**", at) else 1)
        elif pattern[at] == "?":
            out, at = out + "[^/]", at + 1
        elif pattern[at] in "{,}":
            out, at = out + {"{": "(?:", ",": "|", "}": ")"}[pattern[at]], at + 1
        else:
            out, at = out + re.escape(pattern[at]), at + 1
    return re.fullmatch(out, path) is not None


def first_match(found, rules, variables, changed):
    """The rule that decides, or None. Where there is nothing to compare with, `changes` is always true."""
    for rule in rules:
        if "if" in rule and not holds(rule["if"], variables):
            continue
        if "changes" in rule:
            wanted = rule["changes"]
            compares = isinstance(wanted, dict) and "compare_to" in wanted
            paths = wanted.get("paths", []) if isinstance(wanted, dict) else wanted
            blind = "CI_COMMIT_TAG" in variables or variables["CI_PIPELINE_SOURCE"] == "schedule"
            if (not blind or compares) and not any(globbed(str(path), changed) for path in flat(found, paths)):
                continue
        if "exists" in rule:
            continue
        return rule
    return None


def flat(found, paths):
    for each in paths if isinstance(paths, list) else [paths]:
        if isinstance(each, tuple):
            target = found
            for key in each[1]:
                target = target.get(key, []) if isinstance(target, dict) else []
            yield from flat(found, target)
        elif isinstance(each, list):
            yield from flat(found, each)
        else:
            yield each


def pipeline(found, event, changed):
    """{job: the settings that decide} of the jobs GitLab adds; empty where there is no pipeline."""
    variables = {**ALWAYS, **event}
    gate = rules_of(found, found.get("workflow") or {})
    if gate is not None:
        rule = first_match(found, gate, variables, changed)
        if rule is None or rule.get("when") == "never":
            return {}
    added = {}
    for name in jobs(found):
        job = job_of(found, name)
        if "only" in job or "except" in job:
            raise Miss("not-rules", name=name)
        rules = rules_of(found, job)
        if rules is None:
            if variables["CI_PIPELINE_SOURCE"] == "merge_request_event" and gate is None:
                continue  # without rules a job belongs to branch and tag pipelines
            added[name] = {"when": job.get("when", "on_success"), "allow_failure": job.get("allow_failure", job.get("when") == "manual")}
            continue
        rule = first_match(found, rules, variables, changed)
        if rule is not None and rule.get("when", job.get("when")) != "never":
            added[name] = {"when": rule.get("when", job.get("when", "on_success")), "allow_failure": rule.get("allow_failure", job.get("allow_failure", False))}
    return added


@check("valid")
def valid():
    config()
    ended = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", "--output-format", "json", FILE)
    if ended.returncode != 0:
        try:
            wrong = json.loads(ended.stdout)
            wrong = (wrong["errors"] or wrong["parse_errors"])[0]
            said = f"{wrong.get('path', '')}: {wrong.get('message', '')}"
        except (ValueError, KeyError, IndexError):
            said = ended.stdout or ended.stderr
        raise Miss("schema", error=said)


@check("one-pipeline")
def one_pipeline():
    found = config()
    if "test" not in pipeline(found, MR, "README.md"):
        raise Miss("untested", event="a merge request")
    if "test" not in pipeline(found, MAIN, "README.md"):
        raise Miss("untested", event="a push to main")
    if extra := pipeline(found, BRANCH, "train/run.py"):
        raise Miss("twice", jobs=", ".join(extra))


@check("retrain")
def retrain():
    found = config()
    job_of(found, "train")
    for what, event, changed, wanted in RETRAIN:
        runs = "train" in pipeline(found, event, changed)
        if runs != wanted:
            raise Miss("trains" if runs else "does-not-train", what=what, file=changed)


def review(found):
    """(name of the job that makes the review environment, its environment)."""
    for name in pipeline(found, MR, "README.md"):
        place = job_of(found, name).get("environment")
        place = {"name": place} if isinstance(place, str) else place
        if isinstance(place, dict) and place.get("action", "start") == "start" and "review" in str(place.get("name", "")):
            return name, place
    raise Miss("no-review")


def expanded(text, event):
    variables = {**ALWAYS, **event}
    return re.sub(r"\$\{?(\w+)\}?", lambda match: variables.get(match[1], ""), str(text))


@check("review")
def own_environment():
    found = config()
    name, place = review(found)
    other = {**MR, "CI_MERGE_REQUEST_IID": "42", "CI_MERGE_REQUEST_ID": "9042", "CI_COMMIT_REF_NAME": "new-head", "CI_COMMIT_REF_SLUG": "new-head", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "new-head", "CI_MERGE_REQUEST_REF_PATH": "refs/merge-requests/42/head"}
    later = {**MR, "CI_COMMIT_SHA": "777777", "CI_COMMIT_SHORT_SHA": "777777", "CI_PIPELINE_ID": "701", "CI_PIPELINE_IID": "71"}
    one = expanded(place.get("name"), MR)
    if one == expanded(place.get("name"), other):
        raise Miss("shared", name=place.get("name"))
    if one != expanded(place.get("name"), later):
        raise Miss("moves", name=place.get("name"))
    if name in pipeline(found, MAIN, "serving/api.py"):
        raise Miss("review-on-main", job=name)


@check("stop")
def stops():
    found = config()
    name, place = review(found)
    if not place.get("auto_stop_in"):
        raise Miss("no-end", job=name)
    stop = place.get("on_stop")
    if not stop or stop not in found:
        raise Miss("no-stop", job=name)
    job = job_of(found, stop)
    other = job.get("environment") if isinstance(job.get("environment"), dict) else {}
    if other.get("action") != "stop" or expanded(other.get("name"), MR) != expanded(place.get("name"), MR):
        raise Miss("stops-nothing", job=stop)
    for changed in ("README.md", "train/run.py"):
        added = pipeline(found, MR, changed)
        if name in added and stop not in added:
            raise Miss("stop-missing", job=stop)
    if added[stop]["when"] != "manual":
        raise Miss("stops-at-once", job=stop)
    if added[stop]["allow_failure"] is False:
        raise Miss("blocks", job=stop)
    variables = {**(found.get("variables") or {}), **(job.get("variables") or {})}
    if str(variables.get("GIT_STRATEGY")) not in ("none", "empty"):
        raise Miss("needs-branch", job=stop)


main()
