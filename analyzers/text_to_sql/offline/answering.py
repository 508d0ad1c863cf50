"""Answers a question: reads it, makes candidates, runs them, and ranks those that ran."""

from msgspec import Struct

from ...sql_lint.connection import OutOfTime, QueryFailed
from ..database import Database, Result
from ..schema.schema import Schema
from .decoding import decode
from .joins import Joins
from .layout import Layout, layout_of
from .model import Weights
from .preference import verdicts_of
from .ranking import Ran, features_of
from .reading import read_question
from .rendering import Renderer
from .result_keys import key_of
from .scoring import Scored, scored
from .values import ValueIndex, read_values

MOST_CANDIDATES = 24
ROW_LIMIT = 1000
SECONDS = 2.0


class Ground(Struct, frozen=True):
    """What is known of a database before any question: its layout and values, ways to join, and a writer of SQL."""

    layout: Layout
    values: ValueIndex
    joins: Joins
    renderer: Renderer


class Answer(Struct, frozen=True):
    """A statement with its result and the calibrated probability that it is right.

    `shape` are the parts of its sketch, `key` is the same for the same rows.
    """

    sql: str
    confidence: float
    result: Result
    shape: tuple[str, ...]
    key: str


def ground_of(schema: Schema, database: Database) -> Ground:
    """Return what there is to know of a database before any question."""
    layout = layout_of(schema)
    return Ground(layout, read_values(layout, database, schema), Joins(layout), Renderer(layout, database.dialect))


def answer(text: str, ground: Ground, weights: Weights, database: Database) -> list[Answer]:
    """Return the candidates that the database ran, the most trusted first; none where there is nothing to ask about."""
    if not ground.layout.columns:
        return []
    known, ran = candidates_of(text, ground, weights, database)
    ranking = weights.ranking
    if not ran or ranking is None:
        return []
    keys = [key_of(one.result.rows) for one in ran]
    rows = features_of(text, known, ran, keys)
    verdicts = verdicts_of(rows, keys, [ranking.trees.logit(row) for row in rows], ranking.preference)
    order = sorted(range(len(ran)), key=lambda at: (-verdicts[at].shared, -verdicts[at].own, at))
    answers: list[Answer] = []
    confidence = 1.0
    for at in order:
        confidence = min(confidence, ranking.calibration.probability(verdicts[at].trust))  # none above a better one
        answers.append(Answer(ran[at].sql, confidence, ran[at].result, ran[at].sketch.parts, keys[at]))
    return answers


def candidates_of(text: str, ground: Ground, weights: Weights, database: Database) -> tuple[Scored, list[Ran]]:
    """Return the scores of a question and the candidates that ran, likeliest first."""
    known = scored(read_question(text, ground.layout, ground.values, weights.vocabulary), weights)
    ran: list[Ran] = []
    for score, sql, draft in decode(known, weights, ground.joins, ground.renderer, MOST_CANDIDATES):
        try:
            result = database.query(sql, seconds=SECONDS, row_limit=ROW_LIMIT)
        except (QueryFailed, OutOfTime):
            continue
        parts = tuple(known.heads[place] for place in weights.shape_places[draft.shape])
        ran.append(Ran(sql, draft, score, parts, weights.shapes[draft.shape], result))
    return known, ran
