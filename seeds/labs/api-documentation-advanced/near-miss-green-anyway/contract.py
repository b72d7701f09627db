"""Compares openapi.json with a running service: python contract.py http://127.0.0.1:8080, ends with 1 when they differ."""

import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

from jsonschema import Draft202012Validator

SPEC = json.loads(Path("openapi.json").read_text(encoding="utf-8"))
CASES = json.loads(Path("cases.json").read_text(encoding="utf-8"))


def strict(node):
    """The schema with $refs followed, where an object may have the documented fields and no others."""
    if isinstance(node, list):
        return [strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = SPEC
        for part in node["$ref"].lstrip("#/").split("/"):
            target = target[part]
        return strict(target)
    node = {name: strict(value) for name, value in node.items()}
    if "properties" in node and isinstance(node["properties"], dict) and node.get("type") == "object":
        node.setdefault("additionalProperties", False)
    return node


def ask(url, case):
    body = None if case["body"] is None else json.dumps(case["body"]).encode()
    headers = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(url + case["path"], body, headers, method=case["method"])
    try:
        return urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        return error


def differences(url, case):
    answer = ask(url, case)
    with answer:
        status, headers, raw = answer.status, answer.headers, answer.read()
    if status != case["expect"]:
        yield f"{status} instead of {case['expect']}"
    documented = SPEC["paths"][case["documented_as"]][case["method"].lower()]["responses"].get(str(status))
    if documented is None:
        yield f"{status} is not documented"
        return
    kind = headers.get_content_type()
    if kind not in documented["content"]:
        yield f"{kind} instead of {', '.join(documented['content'])}"
        return
    for name, header in documented.get("headers", {}).items():
        if name not in headers and header.get("required"):
            yield f"no header {name}"
    for error in Draft202012Validator(strict(documented["content"][kind]["schema"])).iter_errors(json.loads(raw)):
        yield f"{error.json_path}: {error.message}"


def main(url):
    found = [f"{case['method']} {case['path']} {case['expect']}: {each}" for case in CASES for each in differences(url, case)]
    print("\n".join(found) or f"{len(CASES)} answers as documented")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/")))
