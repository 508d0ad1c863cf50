"""Chooses what of a schema a model is shown: all of it where it fits, else what the question is likely to need."""

from functools import cache, partial

from msgspec import Struct

from ..linking.column_model import shipped_column_model
from ..linking.pruning import BudgetTooSmall, Pruner
from ..question import Question
from ..schema.schema import Schema
from .schema_text import described_tokens

_NAMED = 5  # tables that are left out; the rest are counted


class Shown(Struct, frozen=True):
    """The tables and columns that a model is shown. `note` tells what was left out, empty where nothing was."""

    schema: Schema
    note: str = ""


def shown_schema(question: Question, dialect: str, tokens: int) -> Shown:
    """Return what of a question's schema to show in so many tokens.

    A schema that fits without values of the database is shown whole. There are no tables where not even one column
    fits.
    """
    schema, size = question.schema, partial(described_tokens, dialect=dialect)
    if size(schema) <= tokens:
        return Shown(schema)
    try:
        pruned = _pruner()(question, tokens, size=size)
    except BudgetTooSmall as error:
        return Shown(
            Schema(schema.name, ()), f"{error}; more are allowed by `schema-tokens`, --max-tokens and --max-cost"
        )
    return Shown(pruned.schema, _told(schema, pruned.schema))


@cache
def _pruner() -> Pruner:
    return Pruner(shipped_column_model())


def _told(whole: Schema, left: Schema) -> str:
    """Return what was left out of a schema, in words."""
    names = [table.name for table in whole if left.table(table.name) is None]
    told = (
        f"the schema is too big for the prompt: {_columns(left):,} of {_columns(whole):,} columns "
        f"and {len(left.tables):,} of {len(whole.tables):,} tables were shown"
    )
    if not names:
        return told
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{told}, without {', '.join(names[:_NAMED])}{more}"


def _columns(schema: Schema) -> int:
    return sum(len(table.columns) for table in schema)
