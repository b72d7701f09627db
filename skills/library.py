"""Everything a question needs, read from seeds/ in one go: the catalogue and the index over it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from skills.assembling import assemble
from skills.catalogue import Catalogue
from skills.checking import check
from skills.folding import FoldTable, read_fold_table
from skills.labs.linting import misplaced
from skills.labs.shelf import read_labs
from skills.lookup import Lookup
from skills.questions import fold_questions
from skills.reading import SEEDS, BrokenSeeds, Problem, read_seeds


@dataclass(frozen=True, slots=True)
class Library:
    """A catalogue and its look-up."""

    catalogue: Catalogue
    lookup: Lookup


def open_library(root: Path = SEEDS) -> Library:
    """Read and check everything under `root`; raises skills.reading.BrokenSeeds with every problem at once."""
    seeds = read_seeds(root)
    table = _fold_table(root)
    problems = check(seeds, table)
    if problems:
        raise BrokenSeeds(problems)
    catalogue = dataclasses.replace(assemble(seeds), labs=read_labs(root))
    if problems := misplaced(catalogue):
        raise BrokenSeeds(problems)
    return Library(catalogue, Lookup(catalogue, table, fold_questions(seeds.questions, table)))


def _fold_table(root: Path) -> FoldTable:
    try:
        return read_fold_table(root / "fold.json")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        wrong = f"cannot be read ({type(error).__name__}); make it with `make fold`"
        raise BrokenSeeds([Problem("fold.json", "file", wrong)]) from error
