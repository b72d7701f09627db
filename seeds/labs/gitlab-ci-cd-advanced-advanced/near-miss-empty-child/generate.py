"""Prints the child pipeline for the models that the changed files concern: python generate.py models.yml changed.txt"""

import sys
from pathlib import Path

import yaml


def tag(gpu_gb):
    return "cpu" if gpu_gb == 0 else "gpu-small" if gpu_gb <= 16 else "gpu-medium" if gpu_gb <= 40 else "gpu-large"


def concerns(model, changed):
    folders = [model["path"], *model["uses"]]
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders for path in changed)


def pipeline(models, changed):
    found = {"stages": ["train", "evaluate"]}
    for model in models:
        if not concerns(model, changed):
            continue
        name = model["name"]
        variables = {"MODEL": name, "MODEL_PATH": model["path"]}
        found[f"train:{name}"] = {
            "stage": "train",
            "tags": [tag(model["gpu_gb"])],
            "variables": variables,
            "script": ['python train.py "$MODEL"'],
            "artifacts": {"paths": [f"{model['path']}/out/"]},
        }
        found[f"evaluate:{name}"] = {
            "stage": "evaluate",
            "tags": ["cpu"],
            "needs": [f"train:{name}"],
            "variables": variables,
            "script": ['python evaluate.py "$MODEL"'],
        }
    return found


if __name__ == "__main__":
    models = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    changed = Path(sys.argv[2]).read_text(encoding="utf-8").split("\n")
    sys.stdout.reconfigure(encoding="utf-8")
    print(yaml.safe_dump(pipeline(models, [path.strip() for path in changed]), sort_keys=False, allow_unicode=True))
