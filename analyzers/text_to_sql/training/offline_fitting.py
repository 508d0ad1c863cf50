"""Fits linear models with many outputs at once, and rounds their weights to eight bits."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from scipy import optimize

from ..models.hashed_linear import HashedLinear, packed
from .sparse_rows import Row, matrix_of

_ROUNDS = 50
_LEVELS = 127
_LEAST_ROWS = 5  # features that fewer rows have teach nothing


def summed(rows: Sequence[Row], bits: int) -> Any:
    """Return hashed rows as a sparse matrix, in which features of one place add up."""
    matrix = matrix_of(rows, bits)
    matrix.sum_duplicates()
    return matrix


def fit_outputs(matrix: Any, labels: Any, weights: Any, penalty: float) -> Any:
    """Return weights (features by outputs) of independent logistic regressions for labels of 0 and 1."""

    def losses(scores: Any) -> tuple[float, Any]:
        loss = float((weights[:, None] * (np.logaddexp(0, scores) - labels * scores)).sum())
        return loss, weights[:, None] * (1 / (1 + np.exp(-scores)) - labels)

    return _fit(matrix, labels.shape[1], losses, penalty)


def fit_classes(matrix: Any, target: Any, classes: int, penalty: float) -> Any:
    """Return weights (features by classes) of a softmax; `target` holds the class of each row."""
    rows = list(range(matrix.shape[0]))

    def losses(scores: Any) -> tuple[float, Any]:
        part = scores - scores.max(axis=1, keepdims=True)
        logs = part - np.log(np.exp(part).sum(axis=1, keepdims=True))
        slopes = np.exp(logs)
        slopes[rows, target] -= 1
        return -float(logs[rows, target].sum()), slopes

    return _fit(matrix, classes, losses, penalty)


def _fit(matrix: Any, outputs: int, losses: Any, penalty: float) -> Any:
    """Minimise the losses with a quadratic penalty, over the features that occur."""
    used = np.flatnonzero(np.asarray((matrix != 0).sum(axis=0)).ravel() >= _LEAST_ROWS)
    dense = matrix[:, used].astype(np.float32)
    turned = dense.T.tocsr()

    def objective(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(len(used), outputs)
        loss, slopes = losses(dense @ weights.astype(np.float32))
        return loss + penalty / 2 * float((flat**2).sum()), (
            turned @ slopes.astype(np.float32) + penalty * weights
        ).ravel()

    start = np.zeros(len(used) * outputs)
    minimize: Any = cast(Any, optimize).minimize
    found = minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": _ROUNDS})
    weights = np.zeros((matrix.shape[1], outputs))
    weights[used] = found.x.reshape(len(used), outputs)
    return weights


def rounded(weights: Any, outputs: Sequence[str], bits: int) -> HashedLinear:
    """Return a model whose weights are rounded to eight bits, each output with its own scale."""
    scales = np.abs(weights).max(axis=0) / _LEVELS
    scales[scales == 0] = 1.0
    levels = np.rint(weights / scales).astype(int)
    return HashedLinear(tuple(outputs), bits, tuple(float(f"{scale:.6g}") for scale in scales), packed(levels.tolist()))
