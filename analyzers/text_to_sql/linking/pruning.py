"""Prunes schemas to the tables and columns that the SQL for a question will name, without a model of a language."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from ....diagnostics import WeftError
from ..question import Question
from ..schema.alike import without_parts
from ..schema.join_paths import joins_between
from ..schema.nested_fields import fields_apart, fields_together
from ..schema.schema import ForeignKey, Schema, Table
from ..schema.schema_tokens import column_tokens, schema_tokens
from .column_facts import ColumnFacts, SchemaFacts, schema_facts
from .column_features import Heard
from .column_model import ColumnModel

# The lowest probability for each of its tokens that a column is kept for. In bigger schemas more columns share what is
# likely, so that each has less of it: `tests/benchmarks/test_schema_pruning.py` measures what that takes.
_WORTH, _USUAL_COLUMNS = 0.0034, 120

Place = tuple[str, str]
Size = Callable[[Schema], int]


class BudgetTooSmall(WeftError, ValueError):
    """Not even the likeliest column fits into a budget of tokens."""


class Kept(Struct, frozen=True):
    """A column that is kept, how probable it is that the SQL names it, and why it is kept."""

    table: str
    column: str
    probability: float
    reason: str


class Pruned(Struct, frozen=True):
    """What is left of a schema, why, and the tokens it takes after and before."""

    schema: Schema
    kept: tuple[Kept, ...]
    tokens: int
    tokens_before: int


class _Ranked(Struct, frozen=True):
    """The columns of a schema, those worth their tokens most first, with what is known of each.

    `whole` is the schema as it is, with records that the other has taken apart.
    """

    schema: Schema
    whole: Schema
    order: tuple[Place, ...]
    chosen: int
    probabilities: Mapping[Place, float]

    def kept(self, count: int) -> dict[Place, str]:
        """Return the first columns, and the keys that join their tables, each with what it joins."""
        places = self.order[:count]
        found = dict.fromkeys(places, "")
        for join in joins_between({table for table, _ in places}, self.schema):
            for place in join.columns():
                found[place] = found.get(place) or f"joins {join.table.name} with {join.target.name}"
        return found

    def left(self, kept: Mapping[Place, str]) -> Schema:
        """Return the schema with these columns alone, records put together."""
        cut = _cut(self.schema, kept)
        pairs = [(table, self.whole.table(table.name)) for table in cut]
        return Schema(cut.name, tuple(fields_together(table, whole) for table, whole in pairs if whole))

    def fitting(self, budget: int, size: Size) -> dict[Place, str]:
        """Return as many of the first columns as fit into a budget of tokens; raises BudgetTooSmall."""
        low, high = 0, self.chosen
        while low < high:
            middle = (low + high + 1) // 2
            if size(self.left(self.kept(middle))) <= budget:
                low = middle
            else:
                high = middle - 1
        if not low:
            table, column = self.order[0]
            need = size(self.left(self.kept(1)))
            raise BudgetTooSmall(f"{budget} tokens hold no column: {table}.{column} alone takes {need}")
        return self.kept(low)


class Pruner(Struct, dict=True):
    """Prunes schemas; what is known of a schema before any question is found out once."""

    model: ColumnModel

    def __call__(
        self,
        question: Question,
        budget: int | None = None,
        worth: float | None = None,
        size: Size = schema_tokens,
    ) -> Pruned:
        """Return what is left of a question's schema.

        Columns are kept whose probability is at least `worth` for each of their tokens (else `usual_worth`), and the
        keys that join their tables. Fields of records count as columns; of tables that are parts of one, one is kept.
        `budget` is the most tokens: a schema that fits is kept whole, else what is least worth its tokens goes until
        the rest fits; raises BudgetTooSmall where nothing does. `size` tells the tokens of what is left.
        """
        before = size(question.schema)
        whole = budget is not None and before <= budget
        facts = self._facts_of(question.schema if whole else self._in_parts(question.schema))
        least = 0.0 if whole else usual_worth(facts.schema) if worth is None else worth
        ranked = _ranked(facts.schema, question.schema, self.model.probabilities(question, facts), least)
        if not ranked.order:
            return Pruned(question.schema, (), before, before)
        kept = ranked.kept(ranked.chosen) if whole or budget is None else ranked.fitting(budget, size)
        left = ranked.left(kept)
        return Pruned(left, _told(Heard(question), facts, kept, ranked), size(left), before)

    @cached_property
    def _parts(self) -> dict[int, tuple[Schema, Schema]]:
        return {}

    def _in_parts(self, schema: Schema) -> Schema:
        """Return what a schema is pruned as: fields for records, and a table for all that are parts of it."""
        known = self._parts.get(id(schema))
        if known is None:  # the schema is kept beside, so that its number stays its own
            known = self._parts[id(schema)] = (schema, fields_apart(without_parts(schema)))
        return known[1]

    @cached_property
    def _known(self) -> dict[int, tuple[Schema, SchemaFacts]]:
        return {}

    def _facts_of(self, schema: Schema) -> SchemaFacts:
        known = self._known.get(id(schema))
        if known is None:  # the schema is kept with its facts, so that its number stays its own
            known = self._known[id(schema)] = (schema, schema_facts(schema))
        return known[1]


def usual_worth(schema: Schema) -> float:
    """Return the lowest probability for each of its tokens that a column of a schema is kept for, by its columns."""
    columns = sum(len(table.columns) for table in schema)
    return _WORTH * min(1.0, _USUAL_COLUMNS / max(columns, 1))


def _ranked(schema: Schema, whole: Schema, probabilities: Sequence[Sequence[float]], worth: float) -> _Ranked:
    """Rank columns by what they are worth; the first is always chosen."""
    known: dict[Place, float] = {}
    worths: dict[Place, float] = {}
    for table, numbers in zip(schema, probabilities, strict=True):
        for column, probability in zip(table.columns, numbers, strict=True):
            known[table.name, column.name] = probability
            worths[table.name, column.name] = probability / column_tokens(column)
    order = sorted(worths, key=lambda place: -worths[place])
    chosen = max(1, sum(found >= worth for found in worths.values()))
    return _Ranked(schema, whole, tuple(order), chosen, known)


def _cut(schema: Schema, kept: Mapping[Place, str]) -> Schema:
    """Return a schema with these columns alone, and the keys between them, in the order of the schema."""
    tables = [
        _cut_table(table, kept) for table in schema if any((table.name, one.name) in kept for one in table.columns)
    ]
    names = {table.name.lower(): table for table in tables}
    return Schema(schema.name, tuple(replace(table, foreign_keys=_keys(table, names)) for table in tables))


def _cut_table(table: Table, kept: Mapping[Place, str]) -> Table:
    columns = tuple(column for column in table.columns if (table.name, column.name) in kept)
    names = {column.name.lower() for column in columns}
    primary = table.primary_key if all(name.lower() in names for name in table.primary_key) else ()
    return replace(table, columns=columns, primary_key=primary)


def _keys(table: Table, tables: Mapping[str, Table]) -> tuple[ForeignKey, ...]:
    return tuple(
        key
        for key in table.foreign_keys
        if (target := tables.get(key.target.lower()))
        and all(table.column(name) for name in key.columns)
        and all(target.column(name) for name in key.target_columns)
    )


def _told(heard: Heard, facts: SchemaFacts, kept: Mapping[Place, str], ranked: _Ranked) -> tuple[Kept, ...]:
    return tuple(
        Kept(*place, round(ranked.probabilities[place], 4), _reason(heard, column, kept[place]))
        for table in facts.tables
        for column in table.columns
        if (place := (table.table.name, column.column.name)) in kept
    )


def _reason(heard: Heard, column: ColumnFacts, join: str) -> str:
    """Return why a column is kept: what is said of it, or else what it is."""
    if column.words <= heard.said:
        return "said in the question"
    if column.words <= heard.meant or column.column.name in heard.identifiers:
        return "said in the evidence"
    if join:
        return join
    if shared := sorted(column.words & heard.all):
        return f"shares {', '.join(shared)}"
    return "a key" if column.kinds["primary"] or column.kinds["foreign"] else "likely, by its kind and its table"
