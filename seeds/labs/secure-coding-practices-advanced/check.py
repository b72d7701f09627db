"""Runs the rule on two files nobody has seen: one leaks on eight lines, one does not leak at all."""

import json
import sys
import tempfile
from functools import cache
from pathlib import Path

from rung_check import FOLDER, Miss, check, main, read, read_json, run

LEAKY = '''import logging
log = logging.getLogger("a")
logger = logging.getLogger("b")
def a(request):
    prompt = request.json()["prompt"]
    log.info("asked: %s", prompt)
def b(payload):
    text = payload["prompt"].strip()
    logger.warning(f"odd question {text}")
def c(request):
    logging.error("denied", extra={"auth": request.headers["authorization"]})
def d(body):
    question = body["prompt"]
    shown = "q=" + question
    log.debug(shown)
def e(call):
    head = dict(call.headers)
    logger.exception("failed with %s", head)
def f(reply):
    logging.critical("sent %r", reply.request.content)
class Service:
    def g(self, body):
        self.log.info("prompt {}".format(body["prompt"]))
def h(body):
    log.warning("too long: %s", body["prompt"].upper())
'''
HARMLESS = '''import logging
log = logging.getLogger("a")
logger = logging.getLogger("b")
def a(request):
    body = request.json()
    prompt = body["prompt"]
    log.info("asked %d characters of %s", len(prompt), body["model"])
    logger.info("tenant %s", body["tenant"])
def b(body, model):
    prompt = body["prompt"]
    model(prompt=prompt)
    log.debug("key %s", hash(prompt))
    return prompt
def c(request, client):
    client.post("http://example.test", headers={"authorization": request.headers["authorization"]})
    log.info("sent")
def d(body, store):
    log.info("the prompt was too long")
    store.save(body["prompt"])
def e(request):
    log.warning("status %s, path %s", request.status, request.path)
'''


@cache
def found():
    """{file name: set of lines} of what the rule reports."""
    read("leak.yml")
    own = Path(sys.executable).with_name("semgrep.exe" if sys.platform == "win32" else "semgrep")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, text in (("leaky.py", LEAKY), ("harmless.py", HARMLESS)):
            Path(folder, name).write_text(text, encoding="utf-8")
        ended = run(own if own.exists() else "semgrep", "scan", "--config", FOLDER / "leak.yml", "--json", "--quiet", "--metrics",
                    "off", "--disable-version-check", "--no-git-ignore", folder, seconds=120, env={"SEMGREP_SEND_METRICS": "off"})  # fmt: skip
    try:
        report = json.loads(ended.stdout)
    except ValueError:
        last = ([line for line in (ended.stderr or ended.stdout).splitlines() if line.strip()] or ["no report"])[-1]
        raise Miss("rule-broken", error=last) from None
    if report.get("errors"):
        raise Miss("rule-broken", error=report["errors"][0].get("message", "an error"))
    lines = {"leaky.py": set(), "harmless.py": set()}
    for each in report["results"]:
        lines[Path(each["path"]).name] |= set(range(each["start"]["line"], each["end"]["line"] + 1))
    return lines


def code(text, line):
    return text.splitlines()[line - 1].strip()


@check("findings")
def findings():
    said = read_json("findings.json")
    lines = said.get("lines") if isinstance(said, dict) else None
    if not isinstance(lines, list) or not all(isinstance(each, int) for each in lines):
        raise Miss("no-lines")
    leaks = {18, 31, 33}
    if extra := set(lines) - leaks:
        raise Miss("no-leak", line=min(extra), code=code(read("gateway/chat.py"), min(extra)) if 0 < min(extra) < 36 else "-")
    if leaks - set(lines):
        raise Miss("more-leaks", count=len(lines))


@check("catches")
def catches():
    for number, line in enumerate(LEAKY.splitlines(), 1):
        leaks = number > 3 and any(each in line for each in ("log.", "logger.", "logging."))
        if leaks and number not in found()["leaky.py"]:
            raise Miss("leak-missed", code=line.strip())


@check("quiet")
def quiet():
    if not found()["leaky.py"]:
        raise Miss("finds-nothing")
    if lines := found()["harmless.py"]:
        raise Miss("harmless-flagged", code=code(HARMLESS, min(lines)))


main()
