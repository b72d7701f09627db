"""Reads the workflow as the runner would, and the image's parts against what the scanner said of them."""

import re
import shlex

import yaml
from rung_check import FOLDER, Miss, check, main, read, read_json

WORKFLOW = ".github/workflows/image.yml"


def steps():
    try:
        flow = yaml.safe_load(read(WORKFLOW))
        found = [
            (dict(flow.get("env") or {}) | dict(job.get("env") or {}) | dict(step.get("env") or {}), job, step)
            for job in flow["jobs"].values() for step in job["steps"]
        ]  # fmt: skip
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise Miss("no-workflow", error=error) from None
    return found


def resolved(text, env):
    pattern = r"\$\{\{\s*env\.(\w+)\s*\}\}|\$\{(\w+)\}|\$(\w+)"
    return re.sub(pattern, lambda found: str(env.get(found[1] or found[2] or found[3], found[0])), str(text)).strip("\"'")


def commands(step):
    text = re.sub(r"\\\n", " ", str(step.get("run", "")))
    for line in re.split(r"\n|&&|;", text):
        try:
            yield shlex.split(line, comments=True), line
        except ValueError:
            yield line.split(), line


def scans():
    """(place, image, settings, step) for each scan of an image, by the command or by the action."""
    for place, (env, _, step) in enumerate(steps()):
        if "trivy-action" in str(step.get("uses", "")):
            given = {key: str(value) for key, value in (step.get("with") or {}).items()}
            unfixed = given.get("ignore-unfixed", "false").lower() == "true"
            settings = {"exit": given.get("exit-code", "0"), "severity": given.get("severity", ""), "fixable": unfixed}
            yield place, resolved(given.get("image-ref", ""), env), settings, step, ""
        for words, line in commands(step):
            at = next((number for number, word in enumerate(words) if re.search(r"(^|/)trivy(:[\w.]+)?$", word)), None)
            if at is None or not {"image", "i"} & set(words[at + 1 :]):
                continue
            flags, plain, rest = {}, [], iter(words[at + 1 :])
            for word in rest:
                if word.startswith("-"):
                    name, _, value = word.lstrip("-").partition("=")
                    if name not in ("ignore-unfixed", "quiet", "q", "no-progress", "debug", "light") and not value:
                        value = next(rest, "")
                    flags[name] = value
                elif word in ("||", "|"):
                    break
                else:
                    plain.append(word)
            fixable = flags.get("ignore-unfixed", "false") in ("", "true") or flags.get("ignore-status", "").count("will_not_fix")
            settings = {"exit": flags.get("exit-code", "0"), "severity": flags.get("severity", flags.get("s", "")), "fixable": bool(fixable)}
            yield place, resolved(plain[-1] if plain else "", env), settings, step, line


def gates():
    return [each for each in scans() if each[2]["exit"] not in ("0", "")]


@check("blocks-critical")
def blocks_critical():
    found = gates()
    if not found:
        raise Miss("never-fails")
    for _, _, settings, step, line in found:
        severities = {each.strip().upper() for each in settings["severity"].split(",") if each.strip()}
        if severities != {"CRITICAL"}:
            raise Miss("other-severity", severity=settings["severity"] or "every severity")
        if not settings["fixable"]:
            raise Miss("waits-for-all")
        forgiven = step.get("continue-on-error") or re.search(r"\|\|\s*(true|:|exit 0)", line)
        if forgiven or "if" in step:
            raise Miss("forgiven", step=step.get("name") or step.get("uses") or "scan")


@check("before-push")
def before_push():
    found, pushed, built = gates(), [], []
    for place, (env, _, step) in enumerate(steps()):
        for words, _ in commands(step):
            if words[:2] == ["docker", "push"]:
                pushed.append((place, resolved(words[-1], env)))
            if "build" in words[1:3] and words[0] == "docker":
                built.append(place)
    if not pushed or not built:
        raise Miss("no-push")
    for place, image in pushed:
        if not any(min(built) <= scan <= place and scanned == image for scan, scanned, *_ in found):
            raise Miss("pushed-unseen", image=image)


def version(text):
    return tuple(int(part) for part in re.findall(r"\d+", text.partition("+")[0]))


@check("packages")
def packages():
    pins = {}
    for line in read("requirements.txt").split("\n"):
        if found := re.match(r"\s*([\w.-]+)\s*(?:\[[^\]]*\])?\s*==\s*([\w.]+)", line):
            pins[found[1].lower().replace("_", "-")] = found[2]
    for result in read_json("report.json")["Results"]:
        for each in result.get("Vulnerabilities", []) if result["Class"] == "lang-pkgs" else []:
            if each["Severity"] == "CRITICAL" and each.get("FixedVersion"):
                name, wanted = each["PkgName"], each["FixedVersion"]
                if name in ("h11", "pyarrow") and name not in pins:
                    raise Miss("unpinned", package=name)
                if version(pins[name]) < version(wanted):
                    raise Miss("still-open", package=name, version=pins[name], id=each["VulnerabilityID"], wanted=wanted)
    if version(pins.get("h11", "0")) >= (0, 15) and version(pins.get("httpcore", "9")) < (1, 0, 9):
        raise Miss("cannot-install", version=pins["httpcore"])


@check("base")
def base():
    images = re.findall(r"^\s*FROM\s+(?:--\S+\s+)*(\S+)", read("Dockerfile"), re.M | re.I)
    tag = images[-1].partition("@")[0].rpartition(":")[2] if images else ""
    if not tag or not (FOLDER / "bases" / f"{tag}.json").is_file():
        raise Miss("unknown-base", image=images[-1] if images else "-")
    report = read_json(f"bases/{tag}.json")
    system = [each for each in report["Results"] if each["Class"] == "os-pkgs"]
    if not system:
        raise Miss("never-looked", tag=tag)
    for result in system:
        for each in result.get("Vulnerabilities", []):
            if each["Severity"] == "CRITICAL" and each.get("FixedVersion"):
                raise Miss("still-open", package=each["PkgName"], version=each["InstalledVersion"], id=each["VulnerabilityID"], wanted=each["FixedVersion"])


main()
