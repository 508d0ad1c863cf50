"""The offline tier answers Spider's development questions well enough, sure where it says so, and soon enough."""

import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from measuring import SLACK, report
from msgspec import Struct

from weft.analyzers.sql_lint.connection import OutOfTime, QueryFailed
from weft.analyzers.text_to_sql.corpora.spider_files import read_questions, read_schemas
from weft.analyzers.text_to_sql.database import Database
from weft.analyzers.text_to_sql.models import SHIPPED
from weft.analyzers.text_to_sql.offline.result_keys import is_same
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.training.estimates import rated_hardness
from weft.compiler.sql_database import open_database

CLASSES = ("easy", "medium", "hard", "extra")
MOST_BYTES = 2_000_000
MILLISECONDS = 25
COVERAGE = 0.25
BARS = {"EX": 45.0, "EX easy": 75.0, f"precision at {COVERAGE:.0%} coverage": 90.0}


class Outcome(Struct):
    """How one question went."""

    hardness: str
    is_right: bool
    confidence: float
    seconds: float


def test_spider_development_questions(corpora: Path) -> None:
    folder = corpora / "text_to_sql" / "spider"
    outcomes = _outcomes(folder)
    size = len(SHIPPED.read_bytes())
    figures = _figures(outcomes)
    mean = 1000 * sum(one.seconds for one in outcomes) / len(outcomes)
    report({name: (figure, BARS.get(name, 0.0)) for name, figure in figures.items()}, "%")
    report({"per question, with execution": (mean, MILLISECONDS)}, "ms")
    report({"weights": (size / 1e6, MOST_BYTES / 1e6)}, "MB")
    assert all(figures[name] >= bar for name, bar in BARS.items())
    assert mean <= MILLISECONDS * SLACK
    assert size <= MOST_BYTES


def _outcomes(folder: Path) -> list[Outcome]:
    """Answer all questions; reading the values of a database is no part of the time, as it happens once."""
    content = (folder / "dev.json").read_bytes()
    schemas = read_schemas((folder / "tables.json").read_bytes())
    pipeline = OfflinePipeline()
    found: list[Outcome] = []
    for name, asked in groupby(read_questions(content), key=lambda one: one.database):
        with open_database(str(folder / "databases" / f"{name}.sqlite")) as database:
            pipeline.attempt(Question("how many are there", schemas[name]), database)
            found += [
                _outcome(pipeline, Question(one.text, schemas[name]), one.sql, database, rated_hardness(one))
                for one in asked
            ]
    return found


def _outcome(pipeline: OfflinePipeline, question: Question, sql: str, database: Database, kind: str) -> Outcome:
    started = time.process_time()
    best = pipeline.attempt(question, database).best
    seconds = time.process_time() - started
    if best is None:
        return Outcome(kind, False, 0.0, seconds)
    return Outcome(kind, _is_right(best, sql, database), best.confidence or 0.0, seconds)


def _is_right(best: Candidate, sql: str, database: Database) -> bool:
    try:
        rows = [database.query(one, seconds=10, row_limit=100_000).rows for one in (sql, best.sql)]
    except (QueryFailed, OutOfTime):
        return False
    return is_same(*rows, is_ordered="order by" in sql.lower())


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    figures = {"EX": _share(outcomes)}
    for kind in CLASSES:
        figures[f"EX {kind}"] = _share([one for one in outcomes if one.hardness == kind])
    ranked = sorted(outcomes, key=lambda one: -one.confidence)
    for coverage in (0.1, 0.2, COVERAGE, 0.3, 0.4, 0.5):
        figures[f"precision at {coverage:.0%} coverage"] = _share(ranked[: round(coverage * len(ranked))])
    for least in (0.7, 0.8, 0.9):
        sure = [one for one in outcomes if one.confidence >= least]
        figures[f"coverage of confidence {least}"] = 100 * len(sure) / len(outcomes)
        figures[f"precision of confidence {least}"] = _share(sure)
    return figures


def _share(outcomes: Sequence[Outcome]) -> float:
    return 100 * sum(one.is_right for one in outcomes) / max(1, len(outcomes))
