"""Reads the schema and walks its pages, with a metrics store that fails and versions that arrive in between."""

# ruff: noqa: PLC0415  # packages of the lab, and files of the person, are there only when a check runs

import json
import logging
import sys
from functools import cache

from rung_check import FOLDER, Miss, check, load, main

FIELDS = "id number createdAt approvedBy accuracy"
PAGE = """
query Page($first: Int, $after: String) {{ model(name: "churn") {{ versions(first: $first, after: $after) {{
  edges {{ cursor node {{ {fields} }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}
"""
KINDS = """
{ __type(name: "ModelVersion") { fields { name type { kind name ofType { kind name } } } } }
"""
CERTAIN = {"id": "ID", "number": "Int", "createdAt": "String"}
MAYBE = {"approvedBy": "String", "accuracy": "Float"}


asked = []  # the ids whose accuracy was asked for


@cache
def world():
    logging.disable(logging.CRITICAL)
    sys.path.insert(0, str(FOLDER))
    import registry

    registry.accuracy_of = lambda id_: asked.append(id_) or answer_of(registry, id_)
    return registry, load("schema.py", "schema").schema


def fresh(count=31):
    """Another registry than the one in the folder; with nothing asked for yet."""
    registry, _ = world()
    registry.VERSIONS["churn"] = [version(number) for number in range(1, count + 1)]
    registry.STORE_IS_DOWN_FOR = {"mv-30", "mv-12"}
    asked.clear()


def version(number):
    created = f"2026-09-01T{number % 24:02}:00:00Z"
    return {"id": f"mv-{number}", "number": number, "created_at": created, "approved_by": "bo" if number % 2 else None}


def answer_of(registry, id_):
    if id_ in registry.STORE_IS_DOWN_FOR:
        raise ConnectionError("the metrics store does not answer")
    return None if id_ == "mv-31" else 0.75


def query(text, **variables):
    return world()[1].execute_sync(text, variable_values=variables)


def page(first, after=None, fields="id"):
    result = query(PAGE.format(fields=fields), first=first, after=after)
    if not result.data or not result.data.get("model"):
        said = result.errors[0].message if result.errors else "no data"
        raise Miss("no-page", first=first, after=json.dumps(after), said=said)
    versions = result.data["model"]["versions"]
    if not isinstance(versions, dict) or not all(each and each.get("node") for each in versions.get("edges") or [None]):
        raise Miss("no-page", first=first, after=json.dumps(after), said=json.dumps(versions))
    return versions, result.errors or []


@check("type")
def type_():
    fresh()
    found = query(KINDS).data["__type"]
    if not found:
        raise Miss("no-type")
    fields = {each["name"]: each["type"] for each in found["fields"]}
    for name in (*CERTAIN, *MAYBE):
        if name not in fields:
            raise Miss("no-field", field=name)
    for name, wanted in CERTAIN.items():
        if fields[name]["kind"] != "NON_NULL":
            raise Miss("may-be-null", field=name)
        if fields[name]["ofType"]["name"] not in (wanted, "DateTime"):
            raise Miss("other-type", field=name, wanted=wanted, found=fields[name]["ofType"]["name"])
    for name, wanted in MAYBE.items():
        if fields[name]["kind"] == "NON_NULL":
            raise Miss("never-null", field=name)
        if fields[name]["name"] != wanted:
            raise Miss("other-type", field=name, wanted=wanted, found=fields[name]["name"])


@check("one-failure")
def one_failure():
    fresh()
    versions, errors = page(5, fields=FIELDS)
    nodes = [each["node"] for each in versions["edges"]]
    if [each["id"] for each in nodes] != [f"mv-{number}" for number in (31, 30, 29, 28, 27)]:
        raise Miss("wrong-nodes", nodes=json.dumps([each["id"] for each in nodes]))
    want = [None, None, 0.75, 0.75, 0.75]
    if [each["accuracy"] for each in nodes] != want:
        raise Miss("wrong-accuracy", wanted=want, given=[each["accuracy"] for each in nodes])
    if len(errors) != 1 or "accuracy" not in (errors[0].path or []):
        raise Miss("silent", errors=len(errors))
    if any(each["approvedBy"] != ("bo" if each["number"] % 2 else None) for each in nodes):
        raise Miss("approved")


@check("only-when-asked")
def only_when_asked():
    fresh()
    page(10, fields="id number")
    if asked:
        raise Miss("asked-anyway", calls=len(asked))
    page(10, fields="id accuracy")
    if len(asked) != 10:
        raise Miss("calls", calls=len(asked))


@check("pages")
def pages():
    registry, _ = world()
    for first in (1, 7, 31, 50):
        fresh()
        seen, after, more, rounds = [], None, True, 0
        while more and rounds < 60:
            versions, _ = page(first, after)
            seen += [each["node"]["id"] for each in versions["edges"]]
            if len(versions["edges"]) > first:
                raise Miss("too-many", first=first, given=len(versions["edges"]))
            more, after = versions["pageInfo"]["hasNextPage"], versions["pageInfo"]["endCursor"]
            rounds += 1
            if rounds in (1, 2):
                registry.VERSIONS["churn"].append(version(90 + rounds))
        if len(seen) != len(set(seen)):
            raise Miss("twice", first=first, twice=len(seen) - len(set(seen)))
        if seen != [f"mv-{number}" for number in range(31, 0, -1)]:
            raise Miss("walk", first=first, seen=len(seen))
    result = query('{ model(name: "fraud") { versions { edges { cursor } pageInfo { hasNextPage endCursor } } } }')
    if result.errors or result.data["model"]["versions"] != {
        "edges": [],
        "pageInfo": {"hasNextPage": False, "endCursor": None},
    }:
        raise Miss("empty", given=json.dumps(result.data))


@check("bounds")
def bounds():
    fresh(60)
    for first in (0, -1, 51):
        result = query(PAGE.format(fields="id"), first=first, after=None)
        if not result.errors:
            raise Miss("taken", what=f"first: {first}")
    if not query(PAGE.format(fields="id"), first=5, after="not-a-cursor").errors:
        raise Miss("taken", what='after: "not-a-cursor"')
    result = query('{ model(name: "churn") { versions { edges { node { id } } } } }')
    if result.errors or len(result.data["model"]["versions"]["edges"]) != 20:
        given = "an error" if result.errors else len(result.data["model"]["versions"]["edges"])
        raise Miss("default", given=given)


main()
