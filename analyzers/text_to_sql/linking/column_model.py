"""Tells how probable it is that the SQL for a question will name each column, by a line and by trees."""

from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files

import msgspec
from msgspec import Struct

from .. import models
from ..models.linear_model import UnusableModel
from ..models.tree_model import Trees
from ..question import Question
from .column_context import in_context, sigmoid
from .column_facts import SchemaFacts
from .column_features import Heard, column_features

_SHIPPED = files(models) / "pruning.json"
_HOPELESS = -7.5  # columns of a lower score by the line are not shown to the trees


class ColumnModel(Struct, frozen=True, dict=True):
    """A bias and weights of named features, whose scores the trees see beside the features and in their context."""

    features: tuple[str, ...]
    bias: float
    weights: tuple[float, ...]
    trees: Trees
    trained_on: str = ""

    def probabilities(self, question: Question, facts: SchemaFacts) -> list[list[float]]:
        """Return the probability of each column of each table; `facts` are those of the question's schema."""
        found = column_features(Heard(question), facts)
        self._check(next((list(row) for table in found for row in table), list(self.features)))
        values = [[list(row.values()) for row in table] for table in found]
        scores = [[self.line(row) for row in table] for table in values]
        contexts = in_context(scores, facts.neighbours)
        return [
            [sigmoid(self._score(*column)) for column in zip(*table, strict=True)]
            for table in zip(scores, values, contexts, strict=True)
        ]

    def line(self, values: Sequence[float]) -> float:
        """Return the score of a column by its features alone."""
        return self.bias + sum(map(float.__mul__, self._weights, map(float, values)))

    @cached_property
    def _weights(self) -> list[float]:
        return list(map(float, self.weights))

    def _score(self, score: float, values: list[float], context: list[float]) -> float:
        return score if score < _HOPELESS else self.trees.score(values + context)

    def _check(self, names: list[str]) -> None:
        if names != list(self.features):
            raise UnusableModel("the model was trained on other features: train it again with this version")


def read_column_model(content: bytes) -> ColumnModel:
    """Return the model that a file of JSON holds; raises UnusableModel."""
    try:
        return msgspec.json.decode(content, type=ColumnModel)
    except msgspec.MsgspecError as error:
        raise UnusableModel(str(error)) from None


def write_column_model(model: ColumnModel) -> bytes:
    """Return a model as a file of JSON; the same model gives the same bytes."""
    return msgspec.json.encode(model) + b"\n"


def shipped_column_model() -> ColumnModel:
    """Return the model that comes with Weft, trained on BIRD's training set."""
    return read_column_model(_SHIPPED.read_bytes())
