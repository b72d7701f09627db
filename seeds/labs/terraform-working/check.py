"""Runs the module with values nobody has seen, takes a pool away, and tries to write while somebody else holds the lock."""

import json
import re
import shlex
import shutil
import tempfile
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, run

ENV = {
    "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local", "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true",
}  # fmt: skip


@contextmanager
def copy():
    """The person's Terraform files in a folder of their own, without state and without their backend."""
    if not (FOLDER / "modules" / "gpu_pool").is_dir():
        raise Miss("no-module")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        for path in FOLDER.glob("*.tf"):
            shutil.copy(path, folder)
        shutil.copytree(FOLDER / "modules", folder / "modules", ignore=shutil.ignore_patterns(".terraform"))
        yield folder


def terraform(folder, *arguments, seconds=40, env=None):
    return run("terraform", f"-chdir={folder}", *arguments, seconds=seconds, env=ENV | (env or {}))


def said(ended):
    text = re.sub(r"\x1b\[[0-9;]*m|[│╷╵]", "", ended.stderr + ended.stdout)
    found = re.search(r"Error: (.*?)(\n\s*\n.*?\n\s*\n(.*?))?(\n\s*\n|$)", text, re.S)
    return " ".join(found[0].split()) if found else " ".join(text.split())[-180:]


def write(folder, name, content):
    (folder / name).write_text(json.dumps(content), encoding="utf-8")


def local(folder):
    write(folder, "rung_override.tf.json", {"terraform": {"backend": {"local": {}}}})


@cache
def one_pool(name, machine_type, gpus, min_nodes, max_nodes):
    """What the module makes of these settings: (its output, "") or (None, what Terraform said)."""
    with copy() as whole:
        folder = whole / "modules"
        given = {"name": name, "machine_type": machine_type, "gpus": gpus, "min_nodes": min_nodes, "max_nodes": max_nodes}
        write(folder, "root.tf.json", {
            "module": {"one": {"source": "./gpu_pool", **given}}, "output": {"pool": {"value": "${module.one.pool}"}},
        })  # fmt: skip
        ended = terraform(folder, "init", "-no-color")
        ended = terraform(folder, "apply", "-auto-approve", "-no-color") if ended.returncode == 0 else ended
        if ended.returncode != 0:
            return None, said(ended)
        try:
            return json.loads(terraform(folder, "output", "-json", "pool").stdout), ""
        except ValueError:
            return None, "no output named pool"


@check("module")
def module():
    wanted = {"name": "eval-h100", "machine_type": "a3-highgpu-8g", "gpus": 8, "min_nodes": 1, "max_nodes": 5}
    made, error = one_pool(**wanted)
    if not isinstance(made, dict):
        raise Miss("module-fails", error=error or "pool is not an object")
    for name, value in wanted.items():
        if made.get(name) != value:
            raise Miss("lost-value", name=name, wanted=value, got=made.get(name, "-"))
    if "nvidia.com/gpu=present:NoSchedule" not in (made.get("taints") or []):
        raise Miss("lost-value", name="taints", wanted="nvidia.com/gpu=present:NoSchedule", got=made.get("taints", "-"))


@check("refuses")
def refuses():
    module()
    for gpus, least, most in ((3, 0, 2), (0, 0, 2), (1, -1, 2), (1, 0, 0), (1, 5, 4)):
        made, _ = one_pool("bad", "g2-standard-8", gpus, least, most)
        if made is not None:
            raise Miss("accepted", gpus=gpus, least=least, most=most)
    for gpus, least, most in ((4, 0, 1), (2, 3, 3)):
        made, error = one_pool("good", "g2-standard-24", gpus, least, most)
        if made is None:
            raise Miss("module-fails", error=error)


@check("one-gone")
def one_gone():
    with copy() as folder:
        local(folder)
        pools = {name: {"machine_type": "g2-standard-8", "gpus": 1, "min_nodes": 0, "max_nodes": 2} for name in ("a", "b", "c")}
        write(folder, "hidden.auto.tfvars.json", {"pools": pools})
        for command in (("init", "-no-color"), ("apply", "-auto-approve", "-no-color")):
            ended = terraform(folder, *command)
            if ended.returncode != 0:
                raise Miss("module-fails", error=said(ended))
        if len(resources(folder)) < len(pools):
            raise Miss("too-few-pools", count=len(resources(folder)))
        del pools["b"]
        write(folder, "hidden.auto.tfvars.json", {"pools": pools})
        terraform(folder, "plan", "-no-color", "-out=hidden.tfplan")
        try:
            plan = json.loads(terraform(folder, "show", "-json", "hidden.tfplan").stdout)
        except ValueError as error:
            raise Miss("module-fails", error=error) from None
        touched = [each["address"] for each in plan.get("resource_changes", []) if each["change"]["actions"] not in (["no-op"], ["read"])]
        if len(touched) != 1:
            raise Miss("moves-others", addresses=", ".join(touched) or "-")


def resources(folder):
    try:
        return terraform(folder, "state", "list").stdout.split()
    except ValueError:
        return []


@check("locked")
def locked():
    import logging

    import s3 as stand_in

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server, s3, endpoint = stand_in.serve(0)
    env = {"AWS_ENDPOINT_URL_S3": endpoint}
    try:
        with copy() as folder:
            shutil.copy(FOLDER / "local.s3.tfbackend", folder)
            write(folder, "hidden.auto.tfvars.json", {"pools": {}})
            ended = terraform(folder, "init", "-no-color", "-backend-config=local.s3.tfbackend", env=env)
            if ended.returncode != 0:
                raise Miss("backend-fails", error=said(ended))
            ended = terraform(folder, "apply", "-auto-approve", "-no-color", env=env)
            keys = [each["Key"] for each in s3.list_objects_v2(Bucket="ml-tfstate").get("Contents", [])]
            states = [key for key in keys if not key.endswith(".tflock")]
            if ended.returncode != 0 or not states:
                raise Miss("backend-fails", error=said(ended) if ended.returncode else "no state in the bucket ml-tfstate")
            lock = json.dumps({"ID": "7", "Operation": "OperationTypeApply", "Who": "somebody else"}).encode()
            s3.put_object(Bucket="ml-tfstate", Key=states[0] + ".tflock", Body=lock)
            if terraform(folder, "apply", "-auto-approve", "-no-color", env=env).returncode == 0:
                raise Miss("not-locked")
    finally:
        server.stop()


@check("merge-request")
def merge_request():
    import yaml

    try:
        jobs = {
            name: each for name, each in yaml.safe_load(read(".gitlab-ci.yml")).items()
            if isinstance(each, dict) and "script" in each and name != "default"
        }  # fmt: skip
    except (yaml.YAMLError, AttributeError) as error:
        raise Miss("no-pipeline", error=error) from None
    plans, kept = {}, set()
    for name, job in jobs.items():
        for words in commands(job):
            if "plan" in words[1:3] and (out := [word.partition("=")[2] for word in words if re.match(r"--?out=", word)]):
                plans[name] = out[0]
                kept |= {str(path).removeprefix("./") for path in (job.get("artifacts") or {}).get("paths") or []}
    if not plans or not any("merge_request" in json.dumps(jobs[name].get("rules", jobs[name].get("only", ""))) for name in plans):
        raise Miss("no-plan")
    applies = [(name, words) for name, job in jobs.items() for words in commands(job) if "apply" in words[1:3]]
    if not applies:
        raise Miss("no-pipeline", error="no job applies")
    for name, words in applies:
        if not ({word.removeprefix("./") for word in words} & set(plans.values()) & kept):
            raise Miss("plans-again", job=name, command=" ".join(words))
        rules = json.dumps(jobs[name].get("rules", jobs[name].get("only", "")))
        if not re.search(r"DEFAULT_BRANCH|main|master", rules) or "merge_request" in rules:
            raise Miss("anywhere", job=name)


def commands(job):
    script = job["script"] if isinstance(job["script"], list) else [job["script"]]
    for line in "\n".join(map(str, script)).replace("\\\n", " ").split("\n"):
        try:
            words = shlex.split(line)
        except ValueError:
            words = line.split()
        if words and words[0] in ("terraform", "tofu"):
            yield words


main()
