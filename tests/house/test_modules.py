"""Every module says in one sentence what it is for."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.source import OURS, name_of, python_files, tree

# A sentence ends before a space and a capital letter; "chat.*: posting" does not end one.
_SECOND = re.compile(r"[.!?][`\")]?\s+[\"`(]?[A-Z]")


@pytest.mark.parametrize("folder", [*OURS, "seeds", "tests"])
def test_modules_have_a_docstring(folder: str) -> None:
    silent = [name_of(path) for path in python_files(folder) if not ast.get_docstring(tree(path))]
    assert silent == []


def test_the_docstring_is_one_sentence_that_ends() -> None:
    """Reasons may follow below an empty line."""
    wrong = []
    for path in python_files(*OURS, "seeds"):
        said = (ast.get_docstring(tree(path)) or "").split("\n\n")[0]
        if not said.endswith((".", "?")) or _SECOND.search(said):
            wrong.append(f"{name_of(path)}: {said}")
    assert wrong == []
