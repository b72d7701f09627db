"""What is drawn by these rules is all there is: no message and no form is added without being drawn here."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.source import name_of, python_files, tree

SAYS = {"Message", "Form"}
REMEMBERED = {"cached"}  # a card that `found` gives, and so drawn by looking each entry up


def sayings() -> Iterator[tuple[str, str]]:
    """The module and the name of every function of bot/messages that others call for a message or a form."""
    for path in python_files("bot/messages"):
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _returned(node) in SAYS:
                yield path.stem, node.name


def drawn_by_name() -> set[str]:
    """Every name that is called in these rules, and `module.name` where it is called so."""
    names = set()
    for path in (each for each in python_files("tests/rules") if "test_" not in name_of(each)):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                names.add(ast.unparse(node.func))
    return names


def _returned(function: ast.FunctionDef) -> str:
    return ast.unparse(function.returns) if function.returns is not None else ""


def test_every_message_and_every_form_is_drawn_in_these_rules() -> None:
    said, drawn = list(sayings()), drawn_by_name()
    assert len(said) > 40
    missing = [f"{module}.{name}" for module, name in said if not {f"{module}.{name}", name} & (drawn | REMEMBERED)]
    assert missing == []
