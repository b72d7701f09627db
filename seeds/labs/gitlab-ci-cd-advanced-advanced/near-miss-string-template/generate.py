"""Prints the child pipeline for the models that the changed files concern: python generate.py models.yml changed.txt"""

import sys
from pathlib import Path

import yaml

TRAIN = """
train:{name}:
  stage: train
  tags: [{tag}]
  variables: {{MODEL: {name}}}
  script: [python train.py "$MODEL"]
  artifacts: {{paths: [{path}/out/]}}

evaluate:{name}:
  stage: evaluate
  tags: [cpu]
  needs: ["train:{name}"]
  variables: {{MODEL: {name}}}
  script: [python evaluate.py "$MODEL"]
"""


def tag(gpu_gb):
    return "cpu" if gpu_gb == 0 else "gpu-small" if gpu_gb <= 16 else "gpu-medium" if gpu_gb <= 40 else "gpu-large"


def concerns(model, changed):
    folders = [model["path"], *model["uses"]]
    return any(path == folder or path.startswith(f"{folder}/") for folder in folders for path in changed)


if __name__ == "__main__":
    models = yaml.safe_load(Path(sys.argv[1]).read_text(encoding="utf-8"))
    changed = Path(sys.argv[2]).read_text(encoding="utf-8").split()
    found = [model for model in models if concerns(model, changed)]
    print("stages: [train, evaluate]")
    for model in found:
        print(TRAIN.format(name=model["name"], path=model["path"], tag=tag(model["gpu_gb"])))
    if not found:
        print("nothing:\n  stage: train\n  tags: [cpu]\n  script: [echo nothing]")
