"""Reads the Application as ArgoCD would, and the history of the configuration repository."""

import re

from rung_check import FOLDER, Miss, check, main, read, run

FILE = "config/scorer/deployment.yaml"


def application():
    import yaml

    try:
        found = yaml.safe_load(read("apps/scorer.yaml"))
    except yaml.YAMLError as error:
        raise Miss("not-yaml", file="apps/scorer.yaml", error=error) from None
    return found if isinstance(found, dict) else {}


def at(found, path):
    for key in path.split("."):
        found = found.get(key) if isinstance(found, dict) else None
    return found


def want(found, path, *right):
    if (got := at(found, path)) not in right:
        raise Miss("field", path=path, wanted=right[0], got="nothing" if got is None else got)


@check("application")
def complete():
    found = application()
    want(found, "apiVersion", "argoproj.io/v1alpha1")
    want(found, "kind", "Application")
    want(found, "metadata.namespace", "argocd")
    if not at(found, "spec.project"):
        raise Miss("field", path="spec.project", wanted="a project", got="nothing")
    want(found, "spec.source.repoURL", "https://git.example.com/ml/config.git", "https://git.example.com/ml/config")
    want(found, "spec.source.path", "scorer", "scorer/", "./scorer")
    want(found, "spec.destination.namespace", "scoring")
    if at(found, "spec.destination.server") is None and at(found, "spec.destination.name") is None:
        raise Miss("field", path="spec.destination.server", wanted="https://kubernetes.default.svc", got="nothing")
    if at(found, "spec.destination.server") is not None:
        want(found, "spec.destination.server", "https://kubernetes.default.svc")
    else:
        want(found, "spec.destination.name", "in-cluster")


@check("follows")
def follows():
    revision = at(application(), "spec.source.targetRevision")
    if revision not in ("main", "refs/heads/main", "HEAD"):
        raise Miss("pinned", revision=revision)


@check("automated")
def automated():
    found = application()
    for name in ("prune", "selfHeal"):
        if at(found, f"spec.syncPolicy.automated.{name}") is not True:
            raise Miss("not-automated", name=name)
    if at(found, "spec.syncPolicy.automated.enabled") is False:
        raise Miss("not-automated", name="enabled")
    finalizers = at(found, "metadata.finalizers")
    if not isinstance(finalizers, list) or not any(str(each).startswith("resources-finalizer.argocd.argoproj.io") for each in finalizers):
        raise Miss("orphans")


def git(*words):
    if not (FOLDER / "config" / ".git").exists():
        raise Miss("no-repository")
    ended = run("git", "-C", str(FOLDER / "config"), *words)
    if ended.returncode != 0:
        raise Miss("git-said", error=(ended.stderr.strip().splitlines() or ["nothing"])[-1])
    return ended.stdout


def history():
    """[(commit, tag of the image, model)] of main, oldest first."""
    found = []
    for commit in git("rev-list", "--reverse", "--first-parent", "main").split():
        shown = run("git", "-C", str(FOLDER / "config"), "show", f"{commit}:scorer/deployment.yaml")
        image = re.search(r"image:\s*[\"']?ghcr\.io/rung-labs/scorer:([\w.-]+)", shown.stdout)
        model = re.search(r"s3://models/scorer/(\d+)", shown.stdout)
        found.append((commit, image and image[1], model and model[1]))
    return found


def upgrade(found):
    """The number in the history of the commit that brought 1.5.0 in."""
    for number, (_, tag, _) in enumerate(found):
        if number and tag == "1.5.0" and found[number - 1][1] == "1.4.0":
            return number
    raise Miss("no-upgrade", tags=", ".join(str(tag) for _, tag, _ in found))


@check("upgraded")
def upgraded():
    found = history()
    number = upgrade(found)
    if found[number][2] != "8":
        raise Miss("other-model", model=found[number][2])
    changed = git("diff", "--name-only", found[number - 1][0], found[number][0]).split()
    if changed != ["scorer/deployment.yaml"]:
        raise Miss("more-changed", files=", ".join(changed))


@check("reverted")
def reverted():
    found = history()
    number = upgrade(found)
    if found[-1][1] != "1.4.0":
        raise Miss("still-up", tag=found[-1][1])
    if git("rev-parse", f"{found[-1][0]}^{{tree}}") != git("rev-parse", f"{found[number - 1][0]}^{{tree}}"):
        said = git("diff", "--unified=0", found[number - 1][0], found[-1][0])
        lines = [line for line in said.splitlines() if line.startswith("+") and not line.startswith("+++")]
        raise Miss("half-back", line=(lines or said.splitlines() or ["?"])[0].lstrip("+ "))
    if git("status", "--porcelain", "--untracked-files=no").strip():
        raise Miss("uncommitted")


main()
