"""What public systems answered to Spider's development set, judged on the rebuilt databases, and what that cost."""

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import sqlglot
from msgspec import Struct
from sqlglot import exp

from weft.analyzers.text_to_sql.complexity.estimate import Estimate, Estimator, shipped_models
from weft.analyzers.text_to_sql.complexity.hardness import Hardness, hardness
from weft.analyzers.text_to_sql.corpora import spider_files
from weft.analyzers.text_to_sql.corpora.example import Example
from weft.analyzers.text_to_sql.evaluation.judging import Judgement, judge, reference_of
from weft.analyzers.text_to_sql.pipeline import Candidate
from weft.analyzers.text_to_sql.pipelines.offline import OfflinePipeline
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Schema
from weft.analyzers.text_to_sql.verification.likeness import Opinion
from weft.compiler.sql_database import open_database

FILES = {
    "GPT-4 zero-shot": "GPT4_results_GPT4_zero_shot.csv",
    "GPT-4 few-shot": "GPT4_results_GPT4_few_shot.csv",
    "DIN-SQL GPT-4": "GPT4_results_DIN-SQL.csv",
    "CodeS-1B": "codes-1b.txt",
}
OFFLINE = "offline tier"
# The prompts of DIN-SQL in tokens, as its repository holds them: linking, classification, and generation by class.
_LINKING, _CLASSIFICATION, _CORRECTION = 5256, 1705, 200
_GENERATION = {Hardness.EASY: 806, Hardness.MEDIUM: 1249, Hardness.HARD: 2750, Hardness.EXTRA: 2750}
_FEW_SHOT = 900


class Asked(Struct, frozen=True):
    """A question with its estimate, the judgements of all systems on it by their names, and the tokens they took."""

    database: str
    estimate: Estimate
    judged: dict[str, dict[str, Judgement]]
    tokens: dict[str, float]


def read_answers(folder: Path, name: str) -> list[str]:
    """Return what a system answered to each question, in their order."""
    path = folder / FILES[name]
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            return [row["PREDICTED SQL"] for row in csv.DictReader(file)]
        return [line.split("\t")[0].strip() for line in file]


def ask_all(corpora: Path, pairs: Sequence[tuple[str, str]]) -> list[Asked]:
    """Return every question of Spider's development set; `pairs` are a system and its second opinion."""
    folder = corpora / "text_to_sql"
    schemas = spider_files.read_schemas((folder / "spider" / "tables.json").read_bytes())
    questions = spider_files.read_questions((folder / "spider" / "dev.json").read_bytes())
    answers = {name: read_answers(folder / "predictions" / "spider", name) for name in FILES}
    estimator = Estimator(shipped_models())
    asked: list[Asked] = []
    with ExitStack() as stack:
        names = sorted({question.database for question in questions})
        path = folder / "spider" / "databases"
        databases = {name: stack.enter_context(open_database(str(path / f"{name}.sqlite"))) for name in names}
        offline = OfflinePipeline()
        for number, example in enumerate(questions):
            question = Question(example.text, schemas[example.database])
            database = databases[example.database]
            given: dict[str, Opinion] = {name: (Candidate(found[number]),) for name, found in answers.items()}
            given[OFFLINE] = offline.attempt(question, database).candidates
            reference = reference_of(example.sql, database)
            judged = {
                " + ".join(pair): dict(
                    zip(
                        pair,
                        judge([given[name] for name in pair], question, database, reference),
                        strict=True,
                    )
                )
                for pair in pairs
            }
            asked.append(Asked(example.database, estimator(question), judged, tokens_of(example, question.schema)))
    return asked


def tokens_of(example: Example, schema: Schema) -> dict[str, float]:
    """Return the tokens of each system on a question, estimated from its prompts: four characters are a token.

    The local model's tokens cost nothing and are left out; the offline tier takes none.
    """
    names = " ".join(f"{table.name} {' '.join(column.name for column in table.columns)}" for table in schema)
    shown, text, sql = 1.3 * len(names) / 4, len(example.text) / 4, len(example.sql) / 4
    query = sqlglot.parse_one(example.sql, read="sqlite")
    assert isinstance(query, exp.Query)
    rating = hardness(query)
    zero = 60 + shown + text + sql
    thought = sql if rating is Hardness.EASY else sql + 120
    din = _LINKING + shown + text + 150 + _CLASSIFICATION + shown + 150 + text + 120
    din += _GENERATION[rating] + shown + 150 + text + thought + _CORRECTION + shown + text + 2 * sql
    return {
        "GPT-4 zero-shot": zero,
        "GPT-4 few-shot": zero + _FEW_SHOT,
        "DIN-SQL GPT-4": din,
        "CodeS-1B": 0.0,
        OFFLINE: 0.0,
    }
