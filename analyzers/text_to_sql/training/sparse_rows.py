"""Puts rows of hashed features into sparse matrices."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

Row = tuple[Sequence[int], Sequence[float]]  # the places of features, and their values


def matrix_of(rows: Sequence[Row], bits: int) -> Any:
    """Return a matrix with a line for each row, and as many columns as there are places of so many bits."""
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.concatenate([np.asarray(row[0], dtype=np.int32) for row in rows])
    values = np.concatenate([np.asarray(row[1], dtype=np.float64) for row in rows])
    return csr_matrix((values, places, ends), shape=(len(rows), 1 << bits))
