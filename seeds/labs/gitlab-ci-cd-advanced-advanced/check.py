"""Runs generate.py on models and changes nobody has seen, reads the parent, and plays the week on the runners."""

import json
import sys
import tempfile
from pathlib import Path

from rung_check import FOLDER, Miss, check, load, main, read, read_json, run

MODELS = [
    {"name": "geo", "path": "models/geo", "uses": ["libs/maps"], "gpu_gb": 16, "minutes": 5},
    {"name": "geo-v2", "path": "models/geo-v2", "uses": [], "gpu_gb": 17, "minutes": 5},
    {"name": "tiny", "path": "models/tiny", "uses": ["libs/maps"], "gpu_gb": 0, "minutes": 5},
    {"name": "wide", "path": "models/wide", "uses": ["libs/text"], "gpu_gb": 40, "minutes": 5},
    {"name": "huge", "path": "models/huge", "uses": ["libs/text"], "gpu_gb": 41, "minutes": 5},
    {"name": "on", "path": "models/on", "uses": [], "gpu_gb": 8, "minutes": 5},
    {"name": "1.10", "path": "models/1.10", "uses": [], "gpu_gb": 8, "minutes": 5},
]
TAGS = {"geo": "gpu-small", "geo-v2": "gpu-medium", "tiny": "cpu", "wide": "gpu-medium", "huge": "gpu-large", "on": "gpu-small", "1.10": "gpu-small"}
LONGEST, DEAREST = 75, 9600
NOT_JOBS = {"stages", "default", "variables", "workflow", "include", "image"}


def child(*changed):
    """What generate.py prints for these changed files, as GitLab reads it."""
    import yaml

    read("generate.py")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        models, files = Path(name, "models.yml"), Path(name, "changed.txt")
        models.write_text(yaml.safe_dump(MODELS), encoding="utf-8")
        files.write_text("".join(f"{path}\n" for path in changed), encoding="utf-8")
        ended = run(sys.executable, "generate.py", models, files)
        if ended.returncode != 0:
            raise Miss("crashed", command="generate.py", error=(ended.stderr.strip().splitlines() or ["?"])[-1])
        try:
            found = yaml.safe_load(ended.stdout)
        except yaml.YAMLError as error:
            raise Miss("not-yaml", file="generate.py", error=error) from None
        if not isinstance(found, dict):
            raise Miss("no-jobs", changed=", ".join(changed) or "nothing")
        out = Path(name, "child.yml")
        out.write_text(ended.stdout, encoding="utf-8")
        wrong = schema(out)
        if wrong:
            raise Miss("schema", file="generate.py", error=wrong)
    return found


def schema(path):
    ended = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci", "--output-format", "json", path)
    if ended.returncode == 0:
        return ""
    try:
        said = json.loads(ended.stdout)
        wrong = (said["errors"] or said["parse_errors"])[0]
        return f"{wrong.get('path', '')}: {wrong.get('message', '')}"
    except (ValueError, KeyError, IndexError, TypeError):
        return (ended.stdout or ended.stderr).strip() or "not valid"


def trained(found):
    return sorted(str(name).partition(":")[2] for name in found if str(name).startswith("train:"))


@check("which")
def which():
    for changed, wanted in (
        (("libs/maps/tiles.py",), ["geo", "tiny"]),
        (("models/geo/train.py", "README.md"), ["geo"]),
        (("models/geo-v2/train.py",), ["geo-v2"]),
        (("libs/text/a/b/c.py", "models/tiny/config.yml"), ["huge", "tiny", "wide"]),
        (("libs/textual/x.py", "models/georgia/x.py", "docs/models/geo/x.md", "models/on/train.py"), ["on"]),
    ):
        if (got := trained(child(*changed))) != wanted:
            raise Miss("other-models", changed=", ".join(changed), wanted=", ".join(wanted), got=", ".join(got) or "none")


@check("jobs")
def jobs():
    found = child("libs/maps/a.py", "libs/text/a.py", "models/geo-v2/a.py", "models/on/a.py", "models/1.10/a.py")
    for name, tag in TAGS.items():
        train, evaluate = found.get(f"train:{name}"), found.get(f"evaluate:{name}")
        for which_, job in (("train", train), ("evaluate", evaluate)):
            if not isinstance(job, dict):
                raise Miss("no-job", job=f"{which_}:{name}")
            if (job.get("variables") or {}).get("MODEL") != name:
                raise Miss("other-name", job=f"{which_}:{name}", got=(job.get("variables") or {}).get("MODEL"))
        if train.get("tags") != [tag]:
            raise Miss("other-tag", job=f"train:{name}", wanted=tag, got=train.get("tags"))
        if evaluate.get("tags") != ["cpu"]:
            raise Miss("other-tag", job=f"evaluate:{name}", wanted="cpu", got=evaluate.get("tags"))
        needs = [each.get("job") if isinstance(each, dict) else each for each in evaluate.get("needs") or []]
        if needs != [f"train:{name}"]:
            raise Miss("other-needs", job=f"evaluate:{name}", wanted=f"train:{name}", got=needs)


@check("nothing")
def nothing():
    for changed in ((), ("README.md",)):
        found = child(*changed)
        real = [name for name in found if name not in NOT_JOBS and not str(name).startswith(".")]
        if trained(found) or not real:
            raise Miss("no-jobs", changed=", ".join(changed) or "nothing")


@check("parent")
def parent():
    import yaml

    text = read(".gitlab-ci.yml")
    if wrong := schema(FOLDER / ".gitlab-ci.yml"):
        raise Miss("schema", file=".gitlab-ci.yml", error=wrong)
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise Miss("not-yaml", file=".gitlab-ci.yml", error=error) from None
    for name, job in found.items():
        trigger = job.get("trigger") if isinstance(job, dict) else None
        include = trigger.get("include") if isinstance(trigger, dict) else None
        for each in include if isinstance(include, list) else [include]:
            if isinstance(each, dict) and "artifact" in each:
                maker = found.get(each.get("job"))
                paths = ((maker or {}).get("artifacts") or {}).get("paths") or []
                if each["artifact"] not in paths or not any("generate.py" in str(line) for line in maker.get("script", [])):
                    raise Miss("no-artifact", job=each.get("job"), file=each["artifact"])
                if trigger.get("strategy") not in ("depend", "mirror"):
                    raise Miss("does-not-wait", name=name)
                return
    raise Miss("no-trigger")


@check("queue")
def queue():
    import csv

    week = load("queue_week.py", "waits", "at", "KINDS")
    with open(FOLDER / "jobs.csv", encoding="utf-8") as source:
        jobs_ = [(int(row["minute"]), int(row["gpu_gb"]), int(row["minutes"])) for row in csv.DictReader(source)]
    runners = read_json("runners.json")
    if not isinstance(runners, dict) or not all(kind in week.KINDS and type(count) is int and 0 <= count < 50 for kind, count in runners.items()):
        raise Miss("no-runners", kinds=", ".join(week.KINDS))
    try:
        waits = week.waits(jobs_, runners)
    except SystemExit as error:
        raise Miss("too-slow-queue", kind=error, minutes="for ever", longest=LONGEST) from None
    usd = sum(week.KINDS[kind][1] * count for kind, count in runners.items())
    if usd > DEAREST:
        raise Miss("too-dear", usd=usd, dearest=DEAREST)
    for kind, found in waits.items():
        if (longest := week.at(found, 0.95)) > LONGEST:
            raise Miss("too-slow-queue", kind=kind, minutes=longest, longest=LONGEST)


main()
