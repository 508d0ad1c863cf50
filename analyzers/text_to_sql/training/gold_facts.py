"""Counts what makes the SQL for a question hard to find: what it is made of, and how little of it the question says."""

import re
from collections.abc import Mapping
from math import log, log1p

from msgspec.structs import asdict
from sqlglot import exp

from ..complexity.profile import profile
from ..corpora.example import Example
from ..linking.words import tokens_of, words_of_name
from ..schema.schema import Schema
from .gold_columns import gold_of
from .gold_queries import query_of

_PLAIN = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")

Facts = Mapping[str, float]


def gold_facts(example: Example, schema: Schema) -> Facts:
    """Return facts about an example and its SQL by their names, all but sizes as logarithms of counts.

    Raises NoQuery where the SQL is none that can be parsed.
    """
    query = query_of(example)
    made = profile(query)
    counts = asdict(made) | {"score": made.score, "sql_length": len(example.sql)}
    counts |= _named(example, schema) | _literals(example, query)
    sizes = {"question_length": len(example.text) / 100, "schema_columns": log(max(1, len(_columns(schema))))}
    return {name: log1p(count) for name, count in counts.items()} | sizes


def _named(example: Example, schema: Schema) -> dict[str, int]:
    """Count the tables and columns that the SQL names, and those that question and evidence do not."""
    gold = gold_of(example.sql, schema)
    tables, columns = (gold.tables, gold.columns) if gold else (frozenset[str](), frozenset[tuple[str, str]]())
    said = {token.stem for token in tokens_of(example.text)}
    heard = said | {token.stem for token in tokens_of(example.evidence)}
    names = _columns(schema)
    words = {column: frozenset(words_of_name(column)) for _, column in columns}
    unsaid = [column for _, column in columns if not words[column] <= said]
    unheard = [name for name in unsaid if not words[name] <= heard and name.lower() not in example.evidence.lower()]
    return {
        "columns": len(columns),
        "columns_unsaid": len(unsaid),
        "columns_unheard": len(unheard),
        "columns_hidden": sum(not words[name] & heard for name in unheard),
        "columns_ambiguous": sum(names.count(column.lower()) > 1 for _, column in columns),
        "columns_quoted": sum(not _PLAIN.fullmatch(column) for _, column in columns),
        "tables_needed": len(tables),
        "tables_unsaid": sum(said.isdisjoint(words_of_name(table)) for table in tables),
        "evidence_length": len(example.evidence),
    }


def _literals(example: Example, query: exp.Query) -> dict[str, int]:
    """Count the literals of the SQL, and those texts among them that question and evidence do not hold."""
    literals = [literal.name for literal in query.find_all(exp.Literal)]
    texts = [literal.lower().strip("%") for literal in literals if _LETTER.search(literal)]
    said = example.text.lower()
    heard = f"{said} {example.evidence.lower()}"
    return {
        "literals": len(literals),
        "texts": len(texts),
        "texts_unsaid": sum(text not in said for text in texts),
        "texts_unheard": sum(text not in heard for text in texts),
    }


def _columns(schema: Schema) -> list[str]:
    return [column.name.lower() for table in schema for column in table.columns]
