"""seeds/fold.json is what seeds/make_fold.py would write now."""

from __future__ import annotations

import importlib
import json
import shutil
from pathlib import Path

import pytest

from skills.reading import SEEDS


def test_the_fold_table_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fold = importlib.import_module("seeds.make_fold")  # seeds/ is data, this script its only module
    shutil.copy(SEEDS / "terms.yml", tmp_path)
    monkeypatch.setattr(make_fold, "SEEDS", tmp_path)

    make_fold.main()  # reads the names of the real seeds, and writes beside the copied terms

    made = json.loads((tmp_path / "fold.json").read_text(encoding="utf-8"))
    kept = json.loads((SEEDS / "fold.json").read_text(encoding="utf-8"))
    assert {part: _changes(made[part], kept[part]) for part in made} == dict.fromkeys(made, ""), "run `make fold`"


def _changes(made: object, kept: object) -> str:
    """What differs, shortly: the whole table would fill the screen."""
    if isinstance(made, dict) and isinstance(kept, dict):
        return ", ".join(sorted(key for key in {*made, *kept} if made.get(key) != kept.get(key)))
    return "" if made == kept else "changed"
