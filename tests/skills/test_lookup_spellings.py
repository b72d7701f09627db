"""Every name and every alias finds its entry, in any case, width and script."""

from __future__ import annotations

import pytest

from skills.catalogue import Entry
from skills.library import Library
from skills.lookup import Answer, spellings_of

# CL4: one concept, many spellings and scripts.
DRIFT = [
    "漂移偵測", "漂移檢測", "漂移检测", "漂移侦测", "Drift 偵測", "資料 Drift", "数据漂移", "資料漂移",
    "drift detection", "data drift", "drift monitoring", "DRIFT-DETECTION", "drift　detection",
    "ｄｒｉｆｔ　ｄｅｔｅｃｔｉｏｎ", "Drift侦测", "how do I monitor drift", "什麼是漂移偵測？", "漂移检测怎么做",
    "piaoyijiance",
]  # fmt: skip


@pytest.mark.parametrize("typed", DRIFT)
def test_drift_detection_is_one_thing(library: Library, typed: str) -> None:
    assert library.lookup.find(typed) == Answer("one", ("drift-detection",))


def wrong_way(library: Library, spelling: str, entry: Entry) -> str:
    """What an exact spelling finds instead of its entry, or "" when all is well.

    A spelling that shared-aliases.yml gives to several finds that choice, with the entry among them.
    """
    answer = library.lookup.find(spelling)
    shared = {library.lookup.table.fold(alias): ids for alias, ids in library.catalogue.shared_aliases.items()}
    choice = shared.get(library.lookup.table.fold(spelling))
    wanted = Answer("choice", choice) if choice else Answer("one", (entry.id,))
    return "" if answer == wanted else f"{spelling!r} of {entry.id} finds {answer.kind} {answer.entries}"


def test_every_name_and_alias_of_what_people_learn_finds_it(library: Library) -> None:
    concepts = [entry for entry in library.catalogue.entries.values() if entry.is_concept]
    spellings = [(spelling, entry) for entry in concepts for spelling in spellings_of(entry)]
    assert len(spellings) > 2_500
    assert [wrong for spelling, entry in spellings if (wrong := wrong_way(library, spelling, entry))] == []


def test_every_id_finds_its_entry(library: Library) -> None:
    entries = library.catalogue.entries
    assert [id_ for id_ in entries if library.lookup.find(id_) != Answer("one", (id_,))] == []


def test_a_shared_spelling_offers_its_choice_in_order(library: Library) -> None:
    shared = library.catalogue.shared_aliases
    assert [alias for alias, ids in shared.items() if library.lookup.find(alias) != Answer("choice", ids)] == []


def test_roles_levels_and_parts_are_found_by_name_unless_the_name_is_something_to_learn(library: Library) -> None:
    catalogue, lookup = library.catalogue, library.lookup
    for entry in catalogue.entries.values():
        if entry.is_concept or entry.kind in ("bullet", "scenario", "expectation", "step", "focus"):
            continue
        answer = lookup.find(entry.name)
        first = [catalogue[each] for each in answer.entries]
        assert answer.found, entry.id
        same = entry.id in answer.entries or first[0].is_concept or len(answer.entries) > 1
        assert same or lookup.table.fold(first[0].name) == lookup.table.fold(entry.name), (entry.id, answer)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("MLFlow", "mlflow"), ("EvidentlyAI", "evidently-ai"), ("Triton", "triton-inference-server"),
        ("KFP", "kubeflow-pipelines"), ("Kafka", "apache-kafka"), ("KFServing", "kserve"),
        ("W&B", "weights-and-biases"), ("IaC", "infrastructure-as-code"), ("EKS", "eks"), ("CT", "continuous-training"),
    ],
)  # fmt: skip
def test_short_names_are_decided_by_table(library: Library, typed: str, found: str) -> None:
    assert library.lookup.find(typed) == Answer("one", (found,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Argo Workflows", "ArgoCD"), ("Kubeflow", "Kubeflow Pipelines"), ("GraphQL", "GraphQL Design"),
        ("Prompt Engineering", "Prompt Engineering for Code"), ("TensorFlow", "TensorFlow Serving"),
        ("TensorFlow Lite", "TensorFlow Lite Micro"), ("Transformers", "Transformer"),
    ],
)  # fmt: skip
def test_false_friends_stay_apart(library: Library, one: str, other: str) -> None:
    found = [library.lookup.find(typed) for typed in (one, other)]
    assert [answer.kind for answer in found] == ["one", "one"]
    assert found[0].entries != found[1].entries
