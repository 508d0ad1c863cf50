"""Trains which tier will do for a question: a teacher that sees the SQL, and a student that sees the question alone.

The teacher learns how hard SQL is to find from the few questions of which it is known who solved them. It then rates a
training set of SQL from many databases, and the student learns these ratings from the questions (Vapnik and Vashist
2009, A new learning paradigm: learning using privileged information, Neural Networks 22).
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ..corpora.elliesql_files import TIERS, NotEllieSql, TierLabel
from ..corpora.example import Example
from ..models.linear_model import LinearModel
from ..models.tier_model import TierModel
from ..schema.schema import Schema
from .estimates import samples_of
from .gold_facts import gold_facts
from .linear import Sample, train_score

linear_models: Any = import_module("sklearn.linear_model")  # tells a type checker no types

_BITS = 11  # so that all models of estimates together stay below 100 KB
_PENALTY = 100.0  # of teacher and student alike

Matrix = NDArray[np.float64]


class KnownTiers(Struct, frozen=True):
    """Questions whose tier is known: their labels, what can be seen of them, and rows of facts about their SQL."""

    labels: tuple[TierLabel, ...]
    samples: list[Sample]
    facts: Matrix

    def about(self, databases: Sequence[str]) -> "KnownTiers":
        """Return those about some databases."""
        places = [at for at, label in enumerate(self.labels) if label.database in databases]
        return KnownTiers(
            tuple(self.labels[at] for at in places), [self.samples[at] for at in places], self.facts[places]
        )


class TierData(Struct, frozen=True):
    """What tiers are learnt from: `known` ones, facts of SQL with the `shares` of systems that found it, and a set.

    `samples` are the questions of that training set, `sample_facts` the facts of their SQL.
    """

    known: KnownTiers
    facts: Matrix
    shares: Sequence[float]
    samples: list[Sample]
    sample_facts: Matrix


def facts_of(examples: Sequence[Example], schemas: Mapping[str, Schema]) -> Matrix:
    """Return the facts of examples, one row each; raises NoQuery."""
    rows = [list(gold_facts(example, schemas[example.database]).values()) for example in examples]
    return np.array(rows, dtype=np.float64)


def seen_of(examples: Sequence[Example], schemas: Mapping[str, Schema]) -> list[Sample]:
    """Return what can be seen of questions; they have no label."""
    return samples_of(examples, schemas, lambda _: "")


def known_tiers(labels: Sequence[TierLabel], examples: Sequence[Example], schemas: Mapping[str, Schema]) -> KnownTiers:
    """Return labels with their questions, in the order of these; raises NotEllieSql for a label without a question.

    Labels come sorted by tier, which would tell neighbours of equal distance apart.
    """
    by_question: dict[tuple[str, str, str], list[TierLabel]] = {}
    for label in labels:
        by_question.setdefault((label.database, label.question.strip(), label.sql.strip()), []).append(label)
    found = [(one, label) for one in examples if (label := _taken(by_question, one))]
    left = [name for name, others in by_question.items() if others]
    if left:
        raise NotEllieSql(f"the question {left[0][1]!r} about {left[0][0]} is not in the set")
    asked = [one for one, _ in found]
    return KnownTiers(tuple(label for _, label in found), seen_of(asked, schemas), facts_of(asked, schemas))


def _taken(by_question: dict[tuple[str, str, str], list[TierLabel]], example: Example) -> TierLabel | None:
    """Return the next label of a question that may be there several times, and take it out."""
    labels = by_question.get((example.database, example.text.strip(), example.sql.strip()))
    return labels.pop(0) if labels else None


def train_tiers(data: TierData) -> TierModel:
    """Return a model of tiers; the same data give the same model."""
    known = data.known
    told = f"{len(known.labels)} labels, {len(data.shares)} outcomes, {len(data.samples)} questions with SQL"
    return _fit_tiers(_train_student(data, _train_teacher(data)), known, told)


def _train_teacher(data: TierData) -> Matrix:
    """Return the ratings of the training set: how far above the average of its collection a question is solved."""
    means, spreads = data.sample_facts.mean(axis=0), data.sample_facts.std(axis=0)
    spreads[spreads == 0] = 1.0
    first = np.array([label.tier == TIERS[0] for label in data.known.labels], dtype=np.float64)
    shares = np.array(data.shares, dtype=np.float64)
    facts = (np.vstack([data.known.facts, data.facts]) - means) / spreads
    solved = np.concatenate([first - first.mean(), shares - shares.mean()])
    teacher = linear_models.Ridge(alpha=_PENALTY, solver="cholesky").fit(facts, solved)
    return np.asarray(teacher.predict((data.sample_facts - means) / spreads), dtype=np.float64)


def _train_student(data: TierData, ratings: Matrix) -> LinearModel:
    return train_score(data.samples, ratings, bits=_BITS, penalty=_PENALTY)


def _fit_tiers(score: LinearModel, known: KnownTiers, trained_on: str) -> TierModel:
    """Fit a line for each tier to the scores of questions whose tier is known."""
    values = [score.scores(sample.features, sample.words) for sample in known.samples]
    tiers = [label.tier for label in known.labels]
    fitted = linear_models.LogisticRegression(C=1000.0, max_iter=1000).fit(values, tiers)
    order = [list(fitted.classes_).index(tier) for tier in TIERS]
    biases, slopes = (
        tuple(float(f"{value:.5g}") for value in np.ravel(numbers)[order].tolist())
        for numbers in (fitted.intercept_, fitted.coef_)
    )
    return TierModel(TIERS, biases, slopes, score, trained_on)
