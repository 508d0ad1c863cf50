"""Fits the linear models of the offline tier on lessons."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..models.hashed_linear import HashedLinear
from ..offline.bindings import LONE_SLOTS, OPERATORS
from ..offline.model import FORMAT, Weights
from ..offline.sketches import PARTS, Sketch
from ..offline.slots import COLUMN_SLOTS, TABLE_SLOTS
from .offline_fitting import fit_classes, fit_outputs, rounded, summed
from .offline_rows import HEAD_BITS, Lesson, Rows
from .sparse_rows import Row

_LEAST_OF_CLASS = 4
_LEAST_OF_SKETCH = 2
_PRIOR_SHARE = 0.5
_HEAD_PENALTY = 2.5
_SLOT_PENALTY = 2.0


def fit_weights(lessons: Sequence[Lesson], vocabulary: frozenset[str]) -> Weights:
    """Return models fitted on lessons, without a ranking."""
    shaped = [(lesson.sketch, lesson.phrases) for lesson in lessons if lesson.sketch and lesson.phrases]
    counts = [Counter(sketch.parts[at] for sketch, _ in shaped) for at in range(len(PARTS))]
    classes = [sorted(name for name, count in part.items() if count >= _LEAST_OF_CLASS) for part in counts]
    known = [(sketch, row) for sketch, row in shaped if _is_known(sketch, classes)]
    sketches = Counter(sketch.parts for sketch, _ in known)
    kept = sorted(parts for parts, count in sketches.items() if count >= _LEAST_OF_SKETCH)
    return Weights(
        FORMAT,
        vocabulary,
        tuple(kept),
        tuple(_prior(parts, sketches, known) for parts in kept),
        _heads(known, classes),
        _outputs([lesson.columns for lesson in lessons], COLUMN_SLOTS),
        _outputs([lesson.tables for lesson in lessons], TABLE_SLOTS),
        _outputs([lesson.bindings for lesson in lessons], OPERATORS),
        _outputs([lesson.alone for lesson in lessons], LONE_SLOTS),
    )


def _is_known(sketch: Sketch, classes: Sequence[Sequence[str]]) -> bool:
    return all(part in known for part, known in zip(sketch.parts, classes, strict=True))


def _prior(parts: tuple[str, ...], sketches: Counter[tuple[str, ...]], known: Sequence[tuple[Sketch, Row]]) -> float:
    """Return how much more often the parts of a sketch come together than each on its own would, in logarithms."""
    total = len(known)
    together = math.log(sketches[parts] / total)
    alone = sum(
        math.log(sum(count for other, count in sketches.items() if other[at] == part) / total)
        for at, part in enumerate(parts)
    )
    return round(_PRIOR_SHARE * (together - alone), 4)


def _heads(known: Sequence[tuple[Sketch, Row]], classes: Sequence[Sequence[str]]) -> HashedLinear:
    matrix = summed([row for _, row in known], HEAD_BITS)
    fitted: list[Any] = []
    for at, names in enumerate(classes):
        target = np.asarray([names.index(sketch.parts[at]) for sketch, _ in known], dtype=np.int64)
        fitted.append(fit_classes(matrix, target, len(names), _HEAD_PENALTY))
    outputs = [f"{part}:{name}" for part, names in zip(PARTS, classes, strict=True) for name in names]
    return rounded(np.hstack(fitted), outputs, HEAD_BITS)


def _outputs(all_rows: Sequence[Rows], outputs: Sequence[str]) -> HashedLinear:
    bits = all_rows[0].bits
    matrix = summed([row for rows in all_rows for row in rows.rows], bits)
    labels = np.asarray([labels for rows in all_rows for labels in rows.labels], dtype=float)
    weights = np.asarray([weight for rows in all_rows for weight in rows.weights])
    return rounded(fit_outputs(matrix, labels, weights, _SLOT_PENALTY), outputs, bits)
