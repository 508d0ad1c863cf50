"""Trains a linear classifier over named features and hashed words, and rounds it to bytes."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ..models.linear_model import LinearModel, hashed_words, packed
from .sparse_rows import matrix_of

# Neither tells a type checker its types.
sparse: Any = import_module("scipy.sparse")
linear_models: Any = import_module("sklearn.linear_model")

# How much named features and words weigh against each other before training; penalties see the difference.
_FEATURE_SHARE, _WORD_SHARE = 0.3, 4.0

Matrix = NDArray[np.float64]


class Sample(Struct, frozen=True):
    """A text to learn from: its features by name, its words, and its class."""

    features: Mapping[str, float]
    words: Sequence[str]
    label: str


def train(
    samples: Sequence[Sample], classes: Sequence[str], *, bits: int = 0, strength: float = 0.5, trained_on: str = ""
) -> LinearModel:
    """Return a model trained on samples; the same samples give the same model.

    `bits` is the binary logarithm of how many hashed words are told apart, 0 where words shall not count. `strength`
    is the inverse of the penalty on weights.
    """
    seen = _seen(samples, bits)
    fitted = linear_models.LogisticRegression(C=strength, max_iter=3000).fit(
        seen.inputs, [sample.label for sample in samples]
    )
    order = [list(fitted.classes_).index(name) for name in classes]
    return _model(
        np.asarray(fitted.coef_)[order], np.asarray(fitted.intercept_)[order], seen, classes, bits, trained_on
    )


def train_score(
    samples: Sequence[Sample], targets: Matrix, *, bits: int, penalty: float, trained_on: str = ""
) -> LinearModel:
    """Return a model of one score that comes near to targets, one for each sample; labels do not count."""
    seen = _seen(samples, bits)
    fitted = linear_models.Ridge(alpha=penalty, solver="sparse_cg", tol=1e-6).fit(seen.inputs, targets)
    return _model(np.reshape(fitted.coef_, (1, -1)), np.reshape(fitted.intercept_, 1), seen, ("",), bits, trained_on)


class _Seen(Struct, frozen=True):
    """What a model is fitted to, the names of the features, and how they were scaled."""

    inputs: Any
    names: tuple[str, ...]
    means: Matrix
    spreads: Matrix


def _seen(samples: Sequence[Sample], bits: int) -> _Seen:
    names = tuple(samples[0].features)
    table = np.array([[sample.features[name] for name in names] for sample in samples], dtype=np.float64)
    means, spreads = table.mean(axis=0), table.std(axis=0)
    spreads[spreads == 0] = 1.0
    scaled = (table - means) / spreads * _FEATURE_SHARE
    words = sparse.hstack([sparse.csr_matrix(scaled), _hashed(samples, bits) * _WORD_SHARE]) if bits else None
    return _Seen(scaled if words is None else words.tocsr(), names, means, spreads)


def _hashed(samples: Sequence[Sample], bits: int) -> Any:
    rows = [hashed_words(sample.words, bits) for sample in samples]
    return matrix_of([(list(row), list(row.values())) for row in rows], bits)


def _model(
    coefficients: Matrix, biases: Matrix, seen: _Seen, classes: Sequence[str], bits: int, trained_on: str
) -> LinearModel:
    """Fold the scaling of features into their weights, and round the weights of words to bytes."""
    count = len(seen.names)
    weights = coefficients[:, :count] * _FEATURE_SHARE / seen.spreads
    words = coefficients[:, count:] * _WORD_SHARE
    scale = float(np.abs(words).max() / 127) if bits else 1.0
    return LinearModel(
        tuple(classes),
        seen.names,
        tuple(_rounded(biases - weights @ seen.means)),
        tuple(tuple(_rounded(row)) for row in weights),
        bits,
        float(f"{scale:.6g}"),
        tuple(packed(row.tolist(), scale) for row in words) if bits else (),
        trained_on,
    )


def _rounded(values: Matrix) -> list[float]:
    """Return numbers with five digits, which is more than the models tell apart."""
    return [float(f"{value:.5g}") for value in values.tolist()]
