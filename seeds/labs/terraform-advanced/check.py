"""Compares ids in the states, and has Terraform plan each folder in a copy."""

import json
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, read_json, run

ENV = {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}
BASE = ("vpc", "subnet", "cluster")
BUCKET, FOUND = "acme-eval-sets", {"location": "europe-west4", "retention_days": "365"}
IDS = {
    'cluster': 'c4223160-3303-1e35-d27f-1d82996d4b8c',
    'pool["a100"]': 'fd99b0e7-2e67-eb64-9e94-43978a65f965',
    'pool["l4"]': '830162a3-deeb-db83-1e80-440d005e405f',
    'route["embedder"]': '0731f690-6df8-8a1c-3db5-5fccd9e799b3',
    'route["ranker"]': 'df98dcb3-e0c2-4f4f-ba39-582d2f2f6539',
    'subnet["gpu"]': '4e962105-218a-5d20-3789-bcaffdaf5579',
    'subnet["web"]': 'b74fe556-8485-2a14-de7e-758dbbfff83b',
    'vpc': '11e92a15-61f6-4965-6e66-3f3ced19b9a9',
}


def held(folder):
    """Address → id of what a folder's state holds; nothing when it has no state."""
    if not (FOLDER / folder / "terraform.tfstate").is_file():
        return {}
    found = {}
    try:
        for each in read_json(f"{folder}/terraform.tfstate").get("resources") or []:
            for one in each["instances"] if each.get("mode") == "managed" else []:
                key = f'["{one["index_key"]}"]' if "index_key" in one else ""
                found[each["name"] + key] = one["attributes"].get("id")
    except (KeyError, TypeError, AttributeError) as error:
        raise Miss("odd-state", folder=folder, error=repr(error)) from None
    return found


def written(id_):
    """The `input` that a state holds for one id, {} when there is none."""
    for folder in ("base", "serving", "platform"):
        if (FOLDER / folder / "terraform.tfstate").is_file():
            for each in read_json(f"{folder}/terraform.tfstate").get("resources") or []:
                for one in each["instances"]:
                    if one["attributes"].get("id") == id_:
                        value = (one["attributes"].get("input") or {}).get("value")
                        return value if isinstance(value, dict) else {}
    return {}


@contextmanager
def copies():
    """base, serving and platform side by side in a folder of their own."""
    for folder in ("base", "serving"):
        if not list((FOLDER / folder).glob("*.tf")):
            raise Miss("no-file", file=f"{folder}/main.tf")
        read(f"{folder}/terraform.tfstate")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        for folder in ("base", "serving", "platform"):
            (Path(temporary) / folder).mkdir()
            for pattern in ("*.tf", "*.tf.json", "*.tfvars", "terraform.tfstate"):
                for path in (FOLDER / folder).glob(pattern):
                    shutil.copy(path, Path(temporary) / folder)
        yield Path(temporary)


def planned(folder):
    """What a plan there would do: a list of "address: actions"."""
    if not list(folder.glob("*.tf")):
        return []
    where = f"-chdir={folder}"
    ended = run("terraform", where, "init", "-no-color", seconds=40, env=ENV)
    if ended.returncode == 0:
        ended = run("terraform", where, "plan", "-no-color", "-out=hidden.tfplan", seconds=40, env=ENV)
    if ended.returncode != 0:
        text = re.sub(r"[│╷╵]", "", ended.stderr)
        raise Miss("no-plan", folder=folder.name, error=text.partition("Error:")[2] or text)
    try:
        plan = json.loads(run("terraform", where, "show", "-json", "hidden.tfplan", seconds=40, env=ENV).stdout)
    except ValueError as error:
        raise Miss("no-plan", folder=folder.name, error=error) from None
    found = [
        f"{each['address']}: {'/'.join(each['change']['actions'])}" for each in plan.get("resource_changes") or []
        if each["change"]["actions"] not in (["no-op"], ["read"]) or each["change"].get("importing")
    ]  # fmt: skip
    outputs = [name for name, each in (plan.get("output_changes") or {}).items() if each["actions"] != ["no-op"]]
    return found + [f"output {name}" for name in outputs]


@check("nothing-rebuilt")
def nothing_rebuilt():
    everywhere = {folder: held(folder) for folder in ("base", "serving", "platform")}
    for address, id_ in IDS.items():
        places = [folder for folder, state in everywhere.items() if id_ in state.values()]
        if not places:
            raise Miss("gone", address=address, id=id_)
        if len(places) > 1:
            raise Miss("in-two-states", address=address, places=", ".join(places))
        wanted = "base" if address.partition("[")[0] in BASE else "serving"
        if places != [wanted]:
            raise Miss("wrong-place", address=address, wanted=wanted, place=places[0])
    places = [folder for folder, state in everywhere.items() if BUCKET in state.values()]
    if places and places != ["serving"]:
        raise Miss("wrong-place", address="eval_sets", wanted="serving", place=", ".join(places))


@check("imported")
def imported():
    states = [state for folder in ("base", "serving", "platform") for state in [held(folder)]]
    others = [id_ for state in states for id_ in state.values() if id_ not in IDS.values()]
    if BUCKET not in others:
        raise Miss("not-imported", ids=", ".join(map(str, others)) or "-")
    if set(others) != {BUCKET}:
        raise Miss("made-more", ids=", ".join(str(id_) for id_ in others if id_ != BUCKET))
    said = written(BUCKET)
    if {name: str(said.get(name)) for name in FOUND} != FOUND:
        raise Miss("other-bucket", input=json.dumps(said))


@check("no-changes")
def no_changes():
    with copies() as folder:
        for name in ("base", "serving", "platform"):
            if found := planned(folder / name):
                raise Miss("would-change", folder=name, count=len(found), first=found[0])


@check("reads-base")
def reads_base():
    with copies() as folder:
        path = folder / "base" / "terraform.tfstate"
        path.write_text(path.read_text("utf-8").replace("ml-prod", "ml-probe"), "utf-8")
        found = planned(folder / "serving")
        if len([each for each in found if "pool" in each or "route" in each]) < 4:
            raise Miss("own-copy")


main()
