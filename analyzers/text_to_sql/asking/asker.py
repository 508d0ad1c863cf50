"""Answers questions offline over what one person may see, or says honestly that it cannot."""

from collections.abc import Mapping

import sqlglot
from msgspec import Struct
from sqlglot import exp

from ..database import Result
from ..pipeline import Candidate
from ..pipelines.offline import OfflinePipeline
from ..question import Question
from ..schema.schema import Schema
from .presentation import columns_shown, rows_shown
from .records import Scope, schema_of
from .reply import ROWS_SHOWN, Reply
from .saved_queries import saved_reply
from .understanding import values_in, values_said, words_left_out
from .visible_database import Run, VisibleDatabase

LONGEST = 300  # characters of a question


class Source(Struct, frozen=True):
    """Where answers come from: the SELECTs of a scope by their names, the dialect, and what runs them."""

    statements: Mapping[str, str]
    dialect: str
    run: Run


def ask(text: str, scope: Scope, source: Source, accept: float = 0.7, accept_partly: float = 0.9) -> Reply:
    """Return the reply to a question; an answer that is less likely right than `accept` is none.

    One that leaves words of the question out is held against `accept_partly`: on Spider's development set, 71 % of such
    answers were right from 0.7 on, and 89 % of the others.
    """
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
    left = " and ".join(f"“{word}”" for word in words_left_out(question, best.sql, source.dialect, scope))
    if left and (best.confidence or 0) < accept_partly:
        return Reply(question, f"no query was found that is about {left}", examples=scope.examples)
    return _reply(question, best, best.result, left, scope, source.dialect)


def _best(question: str, schema: Schema, scope: Scope, database: VisibleDatabase) -> tuple[Candidate | None, str]:
    """Return the most trusted candidate that leaves no value of the question out, and why there is none."""
    attempt = OfflinePipeline().attempt(Question(question, schema), database)
    said = set(values_said(question, scope))
    fitting = [one for one in attempt.candidates if said <= values_in(one.sql, database.dialect)]
    if attempt.candidates and not fitting:
        return None, f"no query was found that is about {' and '.join(sorted(said))}"
    return (fitting[0], "too unsure what is meant") if fitting else (None, "nothing of this is known here")


def _reply(question: str, best: Candidate, result: Result, left: str, scope: Scope, dialect: str) -> Reply:
    columns = columns_shown(best.sql, dialect, scope, result.columns)
    read = f"read as a question about {_about(best.sql, dialect, scope)}"
    return Reply(
        question,
        f"{read}, and {left} left out" if left else read,
        best.sql,
        tuple(column.heading for column in columns),
        tuple(rows_shown(result.rows[:ROWS_SHOWN], columns)),
        tuple(column.is_number for column in columns),
        result.is_cut or len(result.rows) > ROWS_SHOWN,
        best.confidence,
    )


def _about(sql: str, dialect: str, scope: Scope) -> str:
    names = dict.fromkeys(table.name for table in sqlglot.parse_one(sql, read=dialect).find_all(exp.Table))
    labels = [(table.label or table.name) if (table := scope.table(name)) else name for name in names]
    return " and ".join(labels)
