"""How much of what Spider 2.0-lite's gold SQL names is kept by pruned schemas, by dialect.

Its files are no part of the corpora: WEFT_SPIDER2 is the folder `spider2-lite` of https://github.com/xlang-ai/Spider2,
or they lie in `text_to_sql/spider2` of the corpora. Its documents are not read: questions go without evidence. Tables
that are parts of one are not told apart: gold is kept where the table is kept that stands for them. Shares of tokens
are those of all tables, and, as `joined`, of one for all such parts.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import sqlglot
from msgspec import Struct
from sqlglot import exp

from weft.analyzers.text_to_sql.corpora.spider2_files import read_questions, read_table
from weft.analyzers.text_to_sql.linking.column_model import shipped_column_model
from weft.analyzers.text_to_sql.linking.pruning import BudgetTooSmall, Pruner
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.alike import without_parts
from weft.analyzers.text_to_sql.schema.nested_fields import fields_apart
from weft.analyzers.text_to_sql.schema.schema import Schema, Table
from weft.analyzers.text_to_sql.schema.schema_tokens import schema_tokens
from weft.analyzers.text_to_sql.training.gold_columns import gold_of

DIALECTS = {"bq": "bigquery", "ga": "bigquery", "sf": "snowflake", "lo": "sqlite"}
SHARE = 0.3  # of the tokens of a schema
Place = tuple[str, str]


class Asked(Struct, frozen=True):
    """A question with its schema, the same in parts, and the tables and columns that its gold SQL names."""

    dialect: str
    question: Question
    joined: Schema
    tables: frozenset[str]
    columns: frozenset[Place]


class Figures(Struct):
    """Sums over questions."""

    questions: int = 0
    gold: int = 0
    kept: int = 0
    tables: int = 0
    kept_tables: int = 0
    tokens: int = 0
    tokens_before: int = 0
    tokens_joined: int = 0

    def line(self, name: str) -> str:
        """Return a row of the table that the benchmark prints."""
        return (
            f"  {name:<34}{self.questions:>6}{self.kept / self.gold:>9.1%}{self.kept_tables / self.tables:>9.1%}"
            f"{self.tokens / self.tokens_before:>9.1%}{self.tokens / self.tokens_joined:>9.1%}"
        )


@pytest.fixture(scope="module")
def asked(corpora: Path) -> list[Asked]:
    folder = Path(os.environ.get("WEFT_SPIDER2", corpora / "text_to_sql" / "spider2"))
    gold = folder / "evaluation_suite" / "gold" / "sql"
    if not gold.is_dir():
        pytest.skip(f"no gold SQL of Spider 2.0-lite in {gold}: WEFT_SPIDER2 may name its folder")
    questions = {one.id: one for one in read_questions((folder / "spider2-lite.jsonl").read_bytes())}
    files = sorted(file for file in gold.glob("*.sql") if file.stem in questions)
    found = (_asked(folder, file, questions[file.stem].database, questions[file.stem].text) for file in files)
    return [one for one in found if one]


def _asked(folder: Path, file: Path, database: str, text: str) -> Asked | None:
    """Return what a file of gold SQL asks for; None where it names no column that the schema has."""
    dialect, sql = DIALECTS[file.stem[:2]], file.read_text(encoding="utf-8")
    schema = _schema(folder / "resource" / "databases" / dialect, database)
    joined = without_parts(schema)
    gold = gold_of(sql, joined, dialect)
    if not gold or not gold.columns:
        return None
    names = {
        one.name.lower() for tree in sqlglot.parse(sql, read=dialect) if tree for one in tree.find_all(exp.Identifier)
    }
    apart = fields_apart(joined)
    columns = frozenset(part for place in gold.columns for part in _fields(place, apart.table(place[0]), names))
    return Asked(dialect, Question(text, schema), joined, gold.tables, columns)


@cache
def _schema(folder: Path, database: str) -> Schema:
    places = {path.name.lower(): path for path in folder.iterdir()}
    files = sorted(places[database.lower().replace("-", "_")].rglob("*.json"))
    tables = {table.name.lower(): table for table in (read_table(file.read_bytes()) for file in reversed(files))}
    return Schema(database, tuple(reversed(tables.values())))


def _fields(place: Place, table: Table | None, names: set[str]) -> Iterator[Place]:
    """Yield the fields of a column that a query names, the column itself where it has or names none."""
    fields = [one.name for one in table.columns if one.name.startswith(f"{place[1]}.")] if table else []
    named = [name for name in fields if name.rpartition(".")[2].lower() in names]
    yield from ((place[0], name) for name in named or [place[1]])


def _kept(pruned: Iterator[Place]) -> set[Place]:
    """Return what is kept, and the columns that have fields that are."""
    places = set(pruned)
    return places | {(table, column.partition(".")[0]) for table, column in places}


@pytest.mark.parametrize(
    ("kind", "least"), [("as usual", 0.85), ("a budget of 30 %", 0.75), ("30 % of the parts joined", 0.7)]
)
def test_recall_on_spider2(kind: str, least: float, asked: list[Asked]) -> None:
    pruner, figures = Pruner(shipped_column_model()), defaultdict[str, Figures](Figures)
    for one in asked:
        before, joined = schema_tokens(one.question.schema), schema_tokens(one.joined)
        budget = {"as usual": None, "a budget of 30 %": before}.get(kind, joined)
        worth = None if budget is None else 0.0
        try:
            pruned = pruner(one.question, None if budget is None else int(SHARE * budget), worth)
        except BudgetTooSmall:
            continue
        kept = _kept((found.table, found.column) for found in pruned.kept)
        for name in (one.dialect, "all"):
            _add(figures[name], one, kept, pruned.tokens, (before, joined))
    print(f"\n  {kind:<34}{'asked':>6}{'columns':>9}{'tables':>9}{'tokens':>9}{'joined':>9}")
    for name in sorted(figures):
        print(figures[name].line(name))
    assert figures["all"].kept / figures["all"].gold >= least
    assert figures["all"].tokens / figures["all"].tokens_before <= SHARE


def _add(figures: Figures, one: Asked, kept: set[Place], tokens: int, before: tuple[int, int]) -> None:
    figures.questions += 1
    figures.gold += len(one.columns)
    figures.kept += len(one.columns & kept)
    figures.tables += len(one.tables)
    figures.kept_tables += len(one.tables & {table for table, _ in kept})
    figures.tokens += tokens
    figures.tokens_before += before[0]
    figures.tokens_joined += before[1]
