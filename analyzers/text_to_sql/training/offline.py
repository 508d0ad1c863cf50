"""Trains the offline tier on questions with known queries over databases that can be asked."""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec
from msgspec import Struct
from threadpoolctl import threadpool_limits

from ...sql_lint.connection import OutOfTime, QueryFailed
from ..corpora.example import Example
from ..database import Database
from ..linking.words import tokens_of
from ..offline.answering import Ground, candidates_of, ground_of
from ..offline.model import Weights
from ..offline.ranking import Ran, features_of
from ..offline.reading import read_question, stem_of
from ..offline.result_keys import Rows, is_same, key_of
from ..schema.schema import Schema
from .offline_gold import read_gold
from .offline_queries import OutsideFragment
from .offline_ranking import Judged, fit_ranking
from .offline_rows import Lesson, lesson_of
from .offline_weights import fit_weights

_FOLDS, _SEED = 3, 7
_LEAST_DATABASES = 4  # a word of the vocabulary is said about so many databases
_MOST_ROWS = 10_000
_SECONDS = 5.0
Report = Callable[[str, int, int], None]


class Course(Struct):
    """What is learned from: examples, with what is known of their databases."""

    examples: Sequence[Example]
    grounds: Mapping[str, Ground]
    databases: Mapping[str, Database]
    vocabulary: frozenset[str]
    folds: Mapping[str, int]


def train(
    examples: Sequence[Example], schemas: Mapping[str, Schema], databases: Mapping[str, Database], report: Report
) -> Weights:
    """Return weights; the same examples and databases give the same, to the bit.

    What ranks candidates is learned from those that models made which had not seen the database. `report` is told the
    phase and how far it is.
    """
    with threadpool_limits(1):
        course = _course(examples, schemas, databases, report)
        lessons = [_lesson(course, at, report) for at in range(len(examples))]
        judged: list[Judged] = []
        for fold in range(_FOLDS):
            others = [
                lesson for lesson, one in zip(lessons, examples, strict=True) if course.folds[one.database] != fold
            ]
            weights = fit_weights(others, course.vocabulary)
            judged.extend(_judged(course, weights, fold, report))
        report("rank", 0, 1)
        ranking = fit_ranking(judged)
        return msgspec.structs.replace(fit_weights(lessons, course.vocabulary), ranking=ranking)


def _course(
    examples: Sequence[Example], schemas: Mapping[str, Schema], databases: Mapping[str, Database], report: Report
) -> Course:
    names = sorted({one.database for one in examples})
    grounds: dict[str, Ground] = {}
    for done, name in enumerate(names):
        report("values", done, len(names))
        grounds[name] = ground_of(schemas[name], databases[name])
    mixed = names.copy()
    random.Random(_SEED).shuffle(mixed)
    folds = {name: at % _FOLDS for at, name in enumerate(mixed)}
    return Course(examples, grounds, databases, vocabulary_of(examples), folds)


def vocabulary_of(examples: Sequence[Example]) -> frozenset[str]:
    """Return the stems that questions about several databases share."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in examples:
        for token in tokens_of(one.text):
            found[stem_of(token)].add(one.database)
    return frozenset(word for word, names in found.items() if len(names) >= _LEAST_DATABASES and not word[0].isdigit())


def _lesson(course: Course, at: int, report: Report) -> Lesson:
    report("read", at, len(course.examples))
    one = course.examples[at]
    ground = course.grounds[one.database]
    reading = read_question(one.text, ground.layout, ground.values, course.vocabulary)
    try:
        return lesson_of(reading, read_gold(one.sql, ground.layout))
    except OutsideFragment:
        return lesson_of(reading, None)


def _judged(course: Course, weights: Weights, fold: int, report: Report) -> list[Judged]:
    """Return the candidates for the questions of a fold, judged by what the known queries give."""
    found: list[Judged] = []
    for at, one in enumerate(course.examples):
        report(f"try {fold + 1}", at, len(course.examples))
        gold = _rows(course.databases[one.database], one.sql) if course.folds[one.database] == fold else None
        if gold is None:
            continue
        known, ran = candidates_of(one.text, course.grounds[one.database], weights, course.databases[one.database])
        right = [_is_right(candidate, one, gold, course.databases[one.database]) for candidate in ran]
        keys = [key_of(candidate.result.rows) for candidate in ran]
        found.append(Judged(one.database, features_of(one.text, known, ran, keys), right, keys))
    return found


def _is_right(candidate: Ran, example: Example, gold: Rows, database: Database) -> bool:
    rows = _rows(database, candidate.sql) if candidate.result.is_cut else candidate.result.rows
    return rows is not None and is_same(gold, rows, is_ordered="order by" in example.sql.lower())


def _rows(database: Database, sql: str) -> Rows | None:
    try:
        return database.query(sql, seconds=_SECONDS, row_limit=_MOST_ROWS).rows
    except (QueryFailed, OutOfTime):
        return None
