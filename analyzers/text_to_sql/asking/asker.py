"""Answers questions offline over what one person may see, or says honestly that it cannot."""

from collections.abc import Iterator, Mapping

import sqlglot
from msgspec import Struct
from sqlglot import exp

from ..database import Result
from ..linking.words import stems_of
from ..pipeline import Candidate
from ..pipelines.offline import OfflinePipeline
from ..question import Question
from ..schema.schema import Schema
from .presentation import columns_shown, rows_shown
from .records import Scope, schema_of
from .reply import ROWS_SHOWN, Reply
from .saved_queries import saved_reply
from .visible_database import Run, VisibleDatabase

LONGEST = 300  # characters of a question


class Source(Struct, frozen=True):
    """Where answers come from: the SELECTs of a scope by their names, the dialect, and what runs them."""

    statements: Mapping[str, str]
    dialect: str
    run: Run


def ask(text: str, scope: Scope, source: Source, accept: float = 0.7) -> Reply:
    """Return the reply to a question; an answer that is less likely right than `accept` is none."""
    question = " ".join(text.split())
    if not question or len(question) > LONGEST or not question.isprintable():
        reason = f"a question is one line of at most {LONGEST} letters" if question else "nothing was asked"
        return Reply(question, reason, examples=scope.examples)
    schema = schema_of(scope)
    database = VisibleDatabase(scope, schema, source.statements, source.dialect, source.run)
    saved = saved_reply(question, scope, database)
    if saved is not None:
        return saved
    best, reason = _best(question, schema, scope, database)
    if best is None or best.result is None or (best.confidence or 0) < accept:
        return Reply(question, reason, examples=scope.examples)
    return _reply(question, best.sql, best.result, best.confidence, scope, source.dialect)


def _best(question: str, schema: Schema, scope: Scope, database: VisibleDatabase) -> tuple[Candidate | None, str]:
    """Return the most trusted candidate that leaves no value of the question out, and why there is none."""
    attempt = OfflinePipeline().attempt(Question(question, schema), database)
    said = set(values_said(question, scope))
    fitting = [one for one in attempt.candidates if said <= _values_in(one.sql, database.dialect)]
    if attempt.candidates and not fitting:
        return None, f"no query was found that is about {' and '.join(sorted(said))}"
    return (fitting[0], "too unsure what is meant") if fitting else (None, "nothing of this is known here")


def values_said(question: str, scope: Scope) -> Iterator[str]:
    """Yield the declared values that a question says, in their spelling and lower case; names of columns are none."""
    words = f" {' '.join(stems_of(question))} "
    names = {stems_of(name) for table in scope.tables for name in _names(table.name, table.label)}
    names |= {stems_of(name) for table in scope.tables for one in table.columns for name in _names(one.name, one.label)}
    for table in scope.tables:
        for column in table.columns:
            for choice in column.choices:
                stems = stems_of(choice)
                if stems and stems not in names and f" {' '.join(stems)} " in words:
                    yield choice.lower()


def _names(name: str, label: str) -> tuple[str, str]:
    return name.replace("_", " "), label


def _values_in(sql: str, dialect: str) -> set[str]:
    literals = sqlglot.parse_one(sql, read=dialect).find_all(exp.Literal)
    return {str(literal.this).strip("%").lower() for literal in literals}


def _reply(question: str, sql: str, result: Result, confidence: float | None, scope: Scope, dialect: str) -> Reply:
    columns = columns_shown(sql, dialect, scope, result.columns)
    return Reply(
        question,
        f"read as a question about {_about(sql, dialect, scope)}",
        sql,
        tuple(column.heading for column in columns),
        tuple(rows_shown(result.rows[:ROWS_SHOWN], columns)),
        tuple(column.is_number for column in columns),
        result.is_cut or len(result.rows) > ROWS_SHOWN,
        confidence,
    )


def _about(sql: str, dialect: str, scope: Scope) -> str:
    names = dict.fromkeys(table.name for table in sqlglot.parse_one(sql, read=dialect).find_all(exp.Table))
    labels = [(table.label or table.name) if (table := scope.table(name)) else name for name in names]
    return " and ".join(labels)
