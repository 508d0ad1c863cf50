"""A small database, and pipelines that answer as they are told to, for tests of routing."""

import sqlite3
from collections.abc import Sequence

from msgspec import Struct, field

from weft.analyzers.sql_lint.connection import QueryFailed
from weft.analyzers.text_to_sql.database import Database, Result
from weft.analyzers.text_to_sql.language_model.allowance import NO_LIMIT, Allowance
from weft.analyzers.text_to_sql.language_model.chat import ChatFailed
from weft.analyzers.text_to_sql.language_model.usage import Usage
from weft.analyzers.text_to_sql.pipeline import Attempt, Candidate
from weft.analyzers.text_to_sql.question import Question
from weft.analyzers.text_to_sql.schema.schema import Column, Schema, Table

SCHEMA = Schema(
    "concerts",
    (
        Table("singer", (Column("id", "INTEGER"), Column("name", "TEXT"), Column("age", "INTEGER"))),
        Table("concert", (Column("id", "INTEGER"), Column("singer_id", "INTEGER"), Column("year", "INTEGER"))),
    ),
)
SCRIPT = """
    CREATE TABLE singer (id INTEGER, name TEXT, age INTEGER);
    CREATE TABLE concert (id INTEGER, singer_id INTEGER, year INTEGER);
    INSERT INTO singer VALUES (1, 'Ann', 30), (2, 'Bob', 40), (3, 'Cy', 40);
    INSERT INTO concert VALUES (1, 1, 2024), (2, 1, 2025), (3, 2, 2025);
"""


class SmallDatabase(Struct):
    """Three singers and three concerts in memory; `asked` are the queries that ran."""

    dialect: str = "sqlite"
    asked: list[str] = field(default_factory=list[str])

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        self.asked.append(sql)
        connection = sqlite3.connect(":memory:")
        connection.executescript(SCRIPT)
        try:
            cursor = connection.execute(sql)
            rows = cursor.fetchmany(row_limit + 1)
        except sqlite3.Error as error:
            raise QueryFailed(str(error)) from None
        finally:
            connection.close() if "cursor" not in locals() else None
        columns = tuple(column[0] for column in cursor.description)
        return Result(columns, tuple(rows[:row_limit]), is_cut=len(rows) > row_limit)


class Scripted(Struct):
    """A pipeline that gives one answer, none for an empty one, and fails for None; each time for so many tokens.

    `besides` are the candidates that it holds possible too.
    """

    name: str
    sql: str | None
    tokens: int = 0
    confidence: float | None = None
    asked: int = 0
    besides: tuple[Candidate, ...] = ()

    @property
    def settings(self) -> str:
        return f"{self.name} {self.sql}"

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        self.asked += 1
        usage = Usage(prompt_tokens=self.tokens, calls=int(self.tokens > 0))
        if self.sql is None:
            raise ChatFailed("the endpoint is away", usage)
        found = (Candidate(self.sql, self.confidence), *self.besides) if self.sql else ()
        return Attempt(found, usage)


def names(pipelines: Sequence[Scripted]) -> list[str]:
    """Return the names of the pipelines that were asked."""
    return [pipeline.name for pipeline in pipelines if pipeline.asked]
