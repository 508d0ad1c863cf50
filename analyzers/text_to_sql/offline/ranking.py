"""Features of candidates that were run, from which the probability of each to be right is predicted."""

import math
from collections.abc import Sequence

from msgspec import Struct

from ..database import Result
from .choices import harmony, margins
from .conditions import Choice
from .promises import kept_promises, promises_of
from .query import Query
from .scoring import Scored
from .sketches import Sketch
from .sourcing import Draft

_COMBINATIONS = ("", "notin", "except", "intersect", "union")
_MOST_ROWS = 100
_NONE = 9.0  # stands for a score that there is none of


class Ran(Struct, frozen=True):
    """A candidate with its result; `score` is what it had before it was run, `parts` the scores of its shape."""

    sql: str
    draft: Draft
    score: float
    parts: tuple[float, ...]
    sketch: Sketch
    result: Result


def features_of(text: str, scored: Scored, candidates: Sequence[Ran], keys: Sequence[str]) -> list[list[float]]:
    """Return the features of each candidate, likeliest first, beside all others; `keys` tell equal results."""
    top = candidates[0].score if candidates else 0.0
    shares = [math.exp(min(0.0, max(-30.0, ran.score - top))) for ran in candidates]
    total = sum(shares) or 1.0
    promises = promises_of(text)
    question = _question_features(scored)
    rows: list[list[float]] = []
    for rank, (ran, key) in enumerate(zip(candidates, keys, strict=True)):
        agreeing = [share for share, other in zip(shares, keys, strict=True) if other == key]
        place = [rank, ran.score - top, shares[rank] / total, sum(agreeing) / total, len(agreeing), keys.index(key)]
        rows.append(
            [
                *place,
                ran.score,
                *ran.parts,
                *_result_features(ran),
                *_shape_features(ran.draft.query),
                *_slot_features(ran, scored),
                *_table_features(ran.draft.query, scored),
                *_coverage(ran, scored),
                *margins(ran.draft.query, ran.draft.filling.choice, scored),
                *harmony(ran.draft.query, scored),
                *(float(made) - kept for made, kept in zip(promises, kept_promises(ran.draft.query), strict=True)),
                *question,
                len(candidates),
            ]
        )
    return rows


def _question_features(scored: Scored) -> list[float]:
    reading = scored.reading
    return [
        len(reading.tokens),
        len(reading.layout.tables),
        sum(bool(value.places) for value in reading.values),
        len(reading.numbers),
        len({reading.columns[column].start for column in reading.full_columns}),
        len(reading.full_tables),
        reading.stems.count("and") + reading.stems.count(","),
        sum(word == "_" for word in reading.known) / max(1, len(reading.known)),
        max(scored.shapes),
    ]


def _result_features(ran: Ran) -> list[float]:
    rows = ran.result.rows
    first = rows[0] if rows else ()
    return [
        min(len(rows), _MOST_ROWS),
        float(len(rows) == 0),
        float(len(rows) == 1),
        float(any(value is None for value in first)),
        float(1 < len(rows) != len(set(rows[:_MOST_ROWS])) and len(rows) <= _MOST_ROWS),
        float(len(rows) == 1 and first == (0,)),
    ]


def _shape_features(query: Query) -> list[float]:
    return [
        len(query.items),
        sum(bool(item.function) for item in query.items),
        float(any(item.column is None for item in query.items)),
        float(query.is_distinct),
        len(query.conditions),
        len(query.other_conditions),
        len(query.group),
        float(query.having is not None),
        float(query.order is not None),
        0 if query.limit is None else 1 if query.limit == 1 else 2,
        float(query.is_any),
        _COMBINATIONS.index(query.combination),
    ]


def _slot_features(ran: Ran, scored: Scored) -> list[float]:
    """Return how well the columns fit that were chosen, and the best of those that were not."""
    query, columns = ran.draft.query, scored.columns
    plain = [columns["select"][item.column] for item in query.items if item.column is not None and not item.function]
    used = set(ran.draft.filling.columns)
    left_out = [score for column, score in enumerate(columns["select"]) if column not in used]
    functions = [columns["function"][item.column] for item in query.items if item.column is not None and item.function]
    groups = [columns["group"][column] for column in query.group]
    order = query.order.item.column if query.order else None
    return [
        min(plain, default=_NONE),
        sum(plain) / len(plain) if plain else _NONE,
        max(left_out, default=-_NONE),
        min(functions, default=_NONE),
        min(groups, default=_NONE),
        columns["order"][order] if order is not None else _NONE,
        max(columns["group"], default=-_NONE),
        max(columns["order"], default=-_NONE),
        max(columns["function"], default=-_NONE),
        _worst_condition(ran.draft.filling.choice, scored),
        ran.draft.filling.choice.score,
        ran.draft.filling.score,
    ]


def _worst_condition(choice: Choice, scored: Scored) -> float:
    conditions = (*choice.left, *choice.right)
    return min((scored.columns["where"][condition.column] for condition in conditions), default=_NONE)


def _table_features(query: Query, scored: Scored) -> list[float]:
    scores = scored.tables["from"]
    joined = [scores[table] for table in query.tables]
    others = [score for table, score in enumerate(scores) if table not in query.tables]
    second = [scored.tables["other"][table] for table in query.other_tables]
    said = set(scored.reading.full_tables)
    tables = {*query.tables, *query.other_tables}
    return [
        len(query.tables),
        min(joined),
        sum(joined) / len(joined),
        max(others, default=-_NONE),
        max(second, default=_NONE),
        max(scored.tables["other"]),
        len(said - tables),
        len(tables - said),
    ]


def _coverage(ran: Ran, scored: Scored) -> list[float]:
    """Return how much of what the question says the query leaves out."""
    reading, filling = scored.reading, ran.draft.filling
    used = {*filling.columns, *(condition.column for condition in filling.choice.right)}
    said = {reading.columns[column].start for column in reading.full_columns}
    covered = {reading.columns[column].start for column in used if reading.columns[column].is_full}
    atoms = [atom for at, atom in enumerate(scored.atoms) if at not in filling.choice.atoms]
    numbers = sum(atom.is_number for atom in atoms)
    spoken = (filling.having is not None) + (filling.limit is not None and filling.limit > 1)
    tables = {reading.layout.columns[column].table for column in used}
    return [
        len(said - covered),
        len(covered),
        sum(not reading.columns[column].share for column in used),
        sum(not atom.is_number and bool(atom.columns) for atom in atoms),
        sum(not atom.is_number and not atom.columns for atom in atoms),
        max(0, numbers - spoken),
        len({*ran.draft.query.tables} - tables),
        len(used),
    ]
