"""Trains what schemas are pruned with, on questions whose SQL is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from ..corpora.example import Example
from ..linking.column_context import in_context
from ..linking.column_facts import SchemaFacts, schema_facts
from ..linking.column_features import Heard, column_features
from ..linking.column_model import ColumnModel
from ..question import Question
from ..schema.schema import Schema
from .gold_columns import Gold, gold_of
from .trees import Growth, base_of, fit_trees, packed, rounded, trees_of

linear_models: Any = import_module("sklearn.linear_model")  # tells a type checker no types

Matrix = NDArray[np.float64]
Report = Callable[[str, int, int], None]
Lesson = tuple[Example, Gold, SchemaFacts]
_GROWTH = Growth(trees=150, leaves=15, least_in_leaf=100)


class _Sample(Struct, frozen=True):
    """A question to learn from: the features of each column of each table, and whether the SQL names it."""

    facts: SchemaFacts
    values: list[list[list[float]]]
    labels: list[bool]


def _ignore(_phase: str, _done: int, _total: int) -> None:
    """Report nothing."""


def train_columns(
    examples: Sequence[Example], schemas: Mapping[str, Schema], every: int = 4, report: Report = _ignore
) -> ColumnModel:
    """Return a model trained on one in `every` example; the others would add little but hours.

    Examples whose SQL names no column, or cannot be parsed, are left out. Each of the others is learnt from twice: as
    it is, and as people may ask it, without evidence, of databases that declare keys or declare none. `report` is told
    how far it is. The same examples give the same model.
    """
    seen = [(example, gold_of(example.sql, schemas[example.database])) for example in examples[::every]]
    known = [(example, gold) for example, gold in seen if gold and gold.columns]
    lessons = list(_lessons(known, schemas))
    samples: list[_Sample] = []
    for at, lesson in enumerate(lessons):
        report("read", at, len(lessons))
        samples.append(_sample(*lesson))
    report("fit", 0, 1)
    example, _, facts = lessons[0]
    question = Question(example.text, facts.schema, example.evidence)
    names = tuple(column_features(Heard(question), facts)[0][0])
    return _fitted(samples, names, f"{len(known)} questions about {len({one.database for one, _ in known})} databases")


def _lessons(known: Sequence[tuple[Example, Gold]], schemas: Mapping[str, Schema]) -> Iterator[Lesson]:
    """Yield examples as they are, and all of them again as people may ask them."""
    facts = {name: schema_facts(schema) for name, schema in schemas.items()}
    keyless = {name: schema_facts(_without_keys(schema)) for name, schema in schemas.items()}
    for example, gold in known:
        yield example, gold, facts[example.database]
    for at, (example, gold) in enumerate(known):
        yield replace(example, evidence=""), gold, (facts, keyless)[at % 2][example.database]


def _without_keys(schema: Schema) -> Schema:
    tables = (replace(table, primary_key=(), foreign_keys=()) for table in schema)
    return Schema(schema.name, tuple(tables))


def _sample(example: Example, gold: Gold, facts: SchemaFacts) -> _Sample:
    question = Question(example.text, facts.schema, example.evidence)
    values = [
        [[float(value) for value in row.values()] for row in table] for table in column_features(Heard(question), facts)
    ]
    labels = [(table.name, column.name) in gold.columns for table in facts.schema for column in table.columns]
    return _Sample(facts, values, labels)


def _fitted(samples: Sequence[_Sample], names: tuple[str, ...], trained_on: str) -> ColumnModel:
    """Fit the line, then the trees to what the line says of all columns."""
    values = np.array([row for sample in samples for table in sample.values for row in table], dtype=np.float64)
    labels = np.array([label for sample in samples for label in sample.labels], dtype=np.bool_)
    bias, weights = _line(values, labels)
    scores = values @ weights + bias
    contexts = np.array(_contexts(samples, scores.tolist()), dtype=np.float64)
    fitted = fit_trees(np.hstack([values, contexts]), labels, _GROWTH)
    trees = packed(rounded(base_of(fitted)), trees_of(fitted))
    return ColumnModel(names, float(bias), tuple(weights.tolist()), trees, trained_on)


def _line(values: Matrix, labels: NDArray[np.bool_]) -> tuple[float, Matrix]:
    """Return the bias and the weights of a line, rounded to what the model keeps of them."""
    means, spreads = values.mean(axis=0), values.std(axis=0)
    spreads[spreads == 0] = 1.0
    fitted = linear_models.LogisticRegression(C=0.1, max_iter=200).fit((values - means) / spreads, labels)
    weights = fitted.coef_[0] / spreads
    kept = np.array([rounded(weight) for weight in weights.tolist()])
    return rounded(fitted.intercept_[0] - weights @ means), kept


def _contexts(samples: Sequence[_Sample], scores: list[float]) -> list[list[float]]:
    found: list[list[float]] = []
    rest = iter(scores)
    for sample in samples:
        tables = [[next(rest) for _ in table] for table in sample.values]
        found.extend(chain.from_iterable(in_context(tables, sample.facts.neighbours)))
    return found
