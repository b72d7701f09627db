"""Everything a question needs, read from seeds/ in one go: the catalogue and the index over it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from skills.assembling import load_catalogue
from skills.catalogue import Catalogue
from skills.folding import read_fold_table
from skills.lookup import Lookup
from skills.questions import read_questions
from skills.reading import SEEDS


@dataclass(frozen=True, slots=True)
class Library:
    """A catalogue and its look-up."""

    catalogue: Catalogue
    lookup: Lookup


def open_library(root: Path = SEEDS) -> Library:
    """Read and check everything under `root`; raises skills.reading.BrokenSeeds with every problem at once."""
    catalogue = load_catalogue(root)
    table = read_fold_table(root / "fold.json")
    return Library(catalogue, Lookup(catalogue, table, read_questions(root / "questions.yml", table)))
