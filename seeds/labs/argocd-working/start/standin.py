"""A stand-in for ArgoCD and a cluster: what is in Git goes to cluster.json, by the rules of apps/scorer.yaml.

python standin.py                 one round: compare, and sync if the Application says so
python standin.py sync            sync now, as the button does
python standin.py edit replicas 9 change a field of the live Deployment, as kubectl edit does
"""

import json
import subprocess
import sys
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
CLUSTER = HERE / "cluster.json"


def git(*words):
    ended = subprocess.run(["git", "-C", str(HERE / "config"), *words], capture_output=True, text=True, encoding="utf-8")
    if ended.returncode:
        sys.exit(f"ComparisonError: git {' '.join(words)}: {ended.stderr.strip()}")
    return ended.stdout


def wanted(source):
    revision = git("rev-parse", source.get("targetRevision", "HEAD")).strip()
    names = git("ls-tree", "-r", "--name-only", revision, f"{source['path']}/").split()
    found = {}
    for name in names:
        for each in yaml.safe_load_all(git("show", f"{revision}:{name}")):
            found[f"{each['kind']}/{each['metadata']['name']}"] = each
    return revision[:7], found


def main():
    live = json.loads(CLUSTER.read_text(encoding="utf-8")) if CLUSTER.exists() else {"revision": None, "objects": {}}
    if sys.argv[1:2] == ["edit"]:
        live["objects"]["Deployment/scorer"]["spec"][sys.argv[2]] = json.loads(sys.argv[3])
        CLUSTER.write_text(json.dumps(live, indent=1), encoding="utf-8")
        return print(f"live: spec.{sys.argv[2]} = {sys.argv[3]}")
    spec = yaml.safe_load((HERE / "apps/scorer.yaml").read_text(encoding="utf-8")).get("spec") or sys.exit("the Application has no spec")
    revision, objects = wanted(spec["source"])
    automated = (spec.get("syncPolicy") or {}).get("automated")
    missing = [name for name, each in objects.items() if live["objects"].get(name) != each]
    extra = [name for name in live["objects"] if name not in objects]
    print(f"git {revision}: {'OutOfSync: ' + ', '.join(missing + extra) if missing or extra else 'Synced'}")
    if not missing and not extra:
        return None
    same = live["revision"] == revision
    if sys.argv[1:] != ["sync"] and (automated is None or (same and not automated.get("selfHeal"))):
        return print("nothing done: automated sync is off" if automated is None else "nothing done: this revision was synced before, and selfHeal is off")
    kept = {name: live["objects"][name] for name in extra} if not (automated or {}).get("prune") else {}
    CLUSTER.write_text(json.dumps({"revision": revision, "objects": {**objects, **kept}}, indent=1), encoding="utf-8")
    images = [each["image"] for name in objects if name.startswith("Deployment/") for each in objects[name]["spec"]["template"]["spec"]["containers"]]
    print(f"synced: {', '.join(images)}" + (f"; left behind: {', '.join(kept)}" if kept else ""))


main()
