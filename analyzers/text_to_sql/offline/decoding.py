"""Makes the likeliest queries for a question, before any of them is run."""

from .filling import fillings_of
from .joins import Joins
from .model import Weights
from .rendering import Renderer
from .scoring import Scored
from .sourcing import Draft, drafts_of

_SHAPES = 14
_LEAST_SHAPE = 6.0  # shapes so much less likely than the best, in logarithms, are tried only for want of others
_SLOT_SHARE = 0.5  # the scores of slots count so much beside those of shapes


def decode(
    scored: Scored, weights: Weights, joins: Joins, renderer: Renderer, most: int
) -> list[tuple[float, str, Draft]]:
    """Return at most so many different statements with their scores and what they were made of, likeliest first."""
    ranked = sorted(range(len(scored.shapes)), key=lambda number: (-scored.shapes[number], number))
    best = scored.shapes[ranked[0]]
    drafts: list[tuple[float, Draft]] = []
    for at, number in enumerate(ranked):
        shape = scored.shapes[number]
        if drafts and (at >= _SHAPES or best - shape > _LEAST_SHAPE):
            break
        sketch = weights.shapes[number]
        for filling in fillings_of(sketch, scored):
            for draft in drafts_of(filling, number, sketch, scored, joins):
                drafts.append((shape + _SLOT_SHARE * draft.score, draft))
    drafts.sort(key=lambda pair: -pair[0])
    found: dict[str, tuple[float, str, Draft]] = {}
    for score, draft in drafts:
        if len(found) == most:
            break
        sql = renderer.sql(draft.query)
        found.setdefault(sql, (score, sql, draft))
    return list(found.values())
