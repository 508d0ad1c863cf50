"""Measures how long the queries of corpora are."""

from collections.abc import Sequence

from ..complexity.hardness import Hardness
from ..corpora.example import Example
from ..language_model.token_counts import estimated_tokens
from ..routing.lengths import Lengths
from .estimates import rated_hardness


def measure_lengths(examples: Sequence[Example]) -> Lengths:
    """Return the mean tokens of the queries of each class; raises ValueError where a class has none."""
    tokens: dict[Hardness, list[int]] = {rating: [] for rating in Hardness}
    for example in examples:
        tokens[Hardness(rated_hardness(example))].append(estimated_tokens(example.sql))
    if any(not found for found in tokens.values()):
        raise ValueError("there must be queries of all classes")
    means = {rating: round(sum(found) / len(found), 1) for rating, found in tokens.items()}
    return Lengths(means, f"{len(examples)} queries")
