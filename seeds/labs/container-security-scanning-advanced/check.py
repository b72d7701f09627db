"""Sends the person's request through the service with a tripwire at the flawed function, and reads both records."""

import datetime as dt
import json

import yaml
from rung_check import Miss, check, load, main, python, read, read_json

REACHED, SAFE = ("CVE-2020-14343", "CVE-2024-34069"), ("CVE-2024-22195", "CVE-2023-50447")
PACKAGE = {"CVE-2020-14343": "pyyaml", "CVE-2024-34069": "werkzeug", "CVE-2024-22195": "jinja2", "CVE-2023-50447": "pillow"}
LONGEST = 92
WHY = {"vulnerable_code_not_in_execute_path", "vulnerable_code_not_present", "vulnerable_code_cannot_be_controlled_by_adversary", "component_not_present", "inline_mitigations_already_exist"}
TRIPWIRE = """
import json, sys
import yaml
hit = []
full = yaml.full_load
def tripped(content, *rest):
    hit.append(str(content)[:60])
    return full(content, *rest)
yaml.full_load = tripped
from api.app import handle
path, body = json.loads(sys.stdin.read())
try:
    handle(path, body)
except Exception:
    pass
print(json.dumps(hit))
"""


@check("proof")
def proof():
    try:
        given = load("proof.py", "request").request()
        path, body = given
        asked = json.dumps([str(path), str(body)])
    except Miss:
        raise
    except Exception as error:
        raise Miss("odd-proof", error=repr(error)) from None
    for name, wanted in (("settings.ini", "notebook-v1"), ("api/parsers.py", "import_module")):
        if wanted not in read(name):
            raise Miss("changed", file=name)
    said = python("-c", TRIPWIRE, stdin=asked, seconds=30).stdout.strip().splitlines()
    if not said or not json.loads(said[-1]):
        raise Miss("not-reached", path=path)


def ignored():
    try:
        return {str(each["id"]): each for each in yaml.safe_load(read(".trivyignore.yaml"))["vulnerabilities"]}
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise Miss("odd-ignore", error=repr(error)) from None


@check("exceptions")
def exceptions():
    found = ignored()
    for each in REACHED:
        if each in found:
            raise Miss("excused", id=each)
    for each in SAFE:
        if each not in found:
            raise Miss("not-excused", id=each)
        until, said = found[each].get("expired_at"), str(found[each].get("statement") or "")
        if isinstance(until, dt.datetime):
            until = until.date()
        if not isinstance(until, dt.date):
            raise Miss("no-date", id=each, until=until or "-")
        days = (until - dt.date.today()).days
        if not 0 < days <= LONGEST:
            raise Miss("other-date", id=each, until=until, days=days, most=LONGEST)
        if len(said.split()) < 6 and len(said) < 25 or not any(name in said for name in ("api/", "templates", "report.py", "nightly.py")):
            raise Miss("no-reason", id=each, said=said or "-")


@check("vex")
def vex():
    given = read_json("vex.json")
    rows = {}
    for each in given.get("statements", []) if isinstance(given, dict) else []:
        if isinstance(each, dict):
            name = each.get("vulnerability")
            rows[str(name.get("name") if isinstance(name, dict) else name)] = each
    for each in (*REACHED, *SAFE):
        if each not in rows:
            raise Miss("no-statement", id=each)
        products = json.dumps(rows[each].get("products") or "").lower()
        if f"pkg:pypi/{PACKAGE[each]}" not in products:
            raise Miss("no-product", id=each, package=PACKAGE[each])
        status = rows[each].get("status")
        if status != ("not_affected" if each in SAFE else "affected") and not (each in REACHED and status == "fixed"):
            raise Miss("other-status", id=each, status=status or "-")
        if each in SAFE and rows[each].get("justification") not in WHY:
            raise Miss("no-justification", id=each, why=rows[each].get("justification") or "-")
        if status == "affected" and not rows[each].get("action_statement"):
            raise Miss("no-action", id=each)


main()
