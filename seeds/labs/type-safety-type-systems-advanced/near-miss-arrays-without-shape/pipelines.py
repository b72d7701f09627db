"""The team's small library for preprocessing, with types that reach the caller."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, Protocol, TypeVar, overload

import numpy as np
import numpy.typing as npt

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
Row_contra = TypeVar("Row_contra", contravariant=True)
Label_co = TypeVar("Label_co", covariant=True)
Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Indices = np.ndarray[tuple[int], np.dtype[np.intp]]


class Step(Generic[A, B]):
    def __init__(self, function: Callable[[A], B]) -> None:
        self.function = function

    def __call__(self, value: A) -> B:
        return self.function(value)

    def then(self, other: "Step[B, C]") -> "Step[A, C]":
        return Step(lambda value: other(self(value)))


class Registry(Generic[A]):
    def __init__(self) -> None:
        self.known: dict[str, A] = {}

    def add(self, name: str, item: A) -> A:
        self.known[name] = item
        return item

    def get(self, name: str) -> A:
        return self.known[name]

    def names(self) -> list[str]:
        return sorted(self.known)


class Model(Protocol[Row_contra, Label_co]):
    def predict(self, rows: Sequence[Row_contra], /) -> Iterable[Label_co]: ...


def evaluate(model: Model[A, B], rows: Sequence[A], labels: Sequence[B]) -> float:
    """Share of right answers; `model` is anything with predict(rows)."""
    answers = model.predict(rows)
    return sum(one == other for one, other in zip(answers, labels)) / len(labels)


@overload
def first(items: Iterable[A]) -> A | None: ...
@overload
def first(items: Iterable[A], default: B) -> A | B: ...
def first(items: Iterable[object], default: object = None) -> object:
    for item in items:
        return item
    return default


def mean_pool(tokens: Matrix) -> Vector:
    """One vector of a matrix of token vectors."""
    pooled: Vector = tokens.mean(axis=0)
    return pooled


def similarity(one: Vector, other: Vector) -> float:
    """Cosine of two vectors."""
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))


def rank(query: Vector, vectors: Matrix) -> Indices:
    """The rows of a matrix, nearest to the query vector first."""
    order: Indices = np.argsort(-(vectors @ query))
    return order
