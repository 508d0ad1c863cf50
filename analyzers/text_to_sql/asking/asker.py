"""Answers questions offline over what one person may see, or says honestly that it cannot."""

from collections.abc import Iterator, Mapping

import sqlglot
from msgspec import Struct
from sqlglot import exp

from ...sql_lint.connection import OutOfTime, QueryFailed, quoted
from ..database import Result
from ..linking.words import tokens_of
from ..pipeline import Candidate
from ..pipelines.offline import OfflinePipeline
from ..question import Question
from ..schema.schema import Schema
from .presentation import columns_shown, rows_shown
from .records import SavedQuery, Scope, schema_of
from .reply import Reply
from .visible_database import Run, VisibleDatabase

LONGEST = 300  # characters of a question
ROWS = 100
SECONDS = 2.0


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
    saved = next((query for query in scope.queries if _stems(query.text) == _stems(question)), None)
    if saved is not None:
        return _from_saved(question, saved, scope, database, source)
    best, reason = _best(question, schema, scope, database)
    if best is None or best.result is None or (best.confidence or 0) < accept:
        return Reply(question, reason, examples=scope.examples)
    return _reply(question, best.sql, best.result, best.confidence, scope, source.dialect)


def _stems(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: without case, endings and punctuation."""
    return tuple(token.stem for token in tokens_of(text) if token.text[0].isalnum())


def _from_saved(question: str, saved: SavedQuery, scope: Scope, database: VisibleDatabase, source: Source) -> Reply:
    try:
        result = database.saved(saved.statement, seconds=SECONDS, row_limit=ROWS)
    except (QueryFailed, OutOfTime) as error:
        return Reply(question, str(error), examples=scope.examples)
    named = f"SELECT {', '.join(map(quoted, result.columns))} FROM {saved.table}"
    columns = columns_shown(named, source.dialect, scope, result.columns)
    told = [at for at in range(len(columns)) if any(row[at] is not None for row in result.rows)]
    rows = rows_shown(result.rows, columns)
    return Reply(
        question,
        f"it is the query “{saved.text}” of this system",
        source.statements[saved.statement],
        tuple(columns[at].heading for at in told),
        tuple(tuple(row[at] for at in told) for row in rows),
        tuple(columns[at].is_number for at in told),
        result.is_cut,
    )


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
    words = f" {' '.join(_stems(question))} "
    names = {_stems(name) for table in scope.tables for name in _names(table.name, table.label)}
    names |= {_stems(name) for table in scope.tables for one in table.columns for name in _names(one.name, one.label)}
    for table in scope.tables:
        for column in table.columns:
            for choice in column.choices:
                stems = _stems(choice)
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
        tuple(rows_shown(result.rows[:ROWS], columns)),
        tuple(column.is_number for column in columns),
        result.is_cut or len(result.rows) > ROWS,
        confidence,
    )


def _about(sql: str, dialect: str, scope: Scope) -> str:
    names = dict.fromkeys(table.name for table in sqlglot.parse_one(sql, read=dialect).find_all(exp.Table))
    labels = [(table.label or table.name) if (table := scope.table(name)) else name for name in names]
    return " and ".join(labels)
