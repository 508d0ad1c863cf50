"""Links the words of a question to tables and columns by their names, in time that depends on the question alone."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from ..schema.schema import Schema
from .words import words_of_name

# Words of questions that name no column by themselves.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """a an the of in on for to with and or is are was were be been by at from that which who whom whose what when
        where how many much do doe did have ha had list show find give me please all each any every their it his her
        this those these there not no than more less most least name return tell number per between as""",
    )
)


class SchemaIndex(Struct, frozen=True):
    """The words that name the tables and columns of a schema, and where each word leads.

    Tables and columns are numbered in their order; `column_tables` gives the table of each column.
    """

    schema: Schema
    tables: tuple[frozenset[str], ...]
    columns: tuple[frozenset[str], ...]
    column_tables: tuple[int, ...]
    tables_of: Mapping[str, tuple[int, ...]]
    columns_of: Mapping[str, tuple[int, ...]]


class Links(Struct, frozen=True):
    """What a question names: tables and columns of which it has all words, and those of which it has only some.

    `forced` are the tables it cannot do without: those it names, and those that alone have a column it names.
    `ambiguous` counts the names of columns that several tables have. `covered` is the share of its words that name
    something, `unknown` the number of those that do not.
    """

    tables: frozenset[int]
    partial_tables: frozenset[int]
    columns: frozenset[int]
    partial_columns: frozenset[int]
    forced: frozenset[int]
    ambiguous: int
    covered: float
    unknown: int


def index_schema(schema: Schema) -> SchemaIndex:
    """Return the index of a schema; a label counts for the name where there is one."""
    tables = tuple(frozenset(words_of_name(table.label or table.name)) for table in schema)
    numbered = [(at, column) for at, table in enumerate(schema) for column in table.columns]
    columns = tuple(frozenset(words_of_name(column.label or column.name)) for _, column in numbered)
    owners = tuple(at for at, _ in numbered)
    return SchemaIndex(schema, tables, columns, owners, _inverted(tables), _inverted(columns))


def _inverted(names: Sequence[frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """Return by each word the numbers of the names that hold it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(names):
        for word in sorted(words):
            found[word].append(at)
    return {word: tuple(numbers) for word, numbers in found.items()}


def link(stems: Collection[str], index: SchemaIndex) -> Links:
    """Return what the stems of a question name."""
    words = frozenset(stems)
    tables, partial_tables = _named(words, index.tables, index.tables_of)
    columns, partial_columns = _named(words - COMMON, index.columns, index.columns_of, words)
    owners: defaultdict[frozenset[str], set[int]] = defaultdict(set)
    for column in columns:
        owners[index.columns[column]].add(index.column_tables[column])
    alone = {at for tables_ in owners.values() if len(tables_) == 1 for at in tables_}
    content = [word for word in stems if word not in COMMON and len(word) > 2]
    known = sum(word in index.columns_of or word in index.tables_of for word in content)
    return Links(
        tables,
        partial_tables,
        columns,
        partial_columns,
        forced=tables | alone,
        ambiguous=sum(len(tables_) > 1 for tables_ in owners.values()),
        covered=known / max(1, len(content)),
        unknown=len(content) - known,
    )


def _named(
    words: Iterable[str],
    names: Sequence[frozenset[str]],
    where: Mapping[str, tuple[int, ...]],
    every: frozenset[str] | None = None,
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the names that hold any of the words: all of whose words are there, and the others."""
    every = frozenset(words) if every is None else every
    touched = {at for word in words for at in where.get(word, ())}
    whole = frozenset(at for at in touched if names[at] <= every)
    return whole, frozenset(touched - whole)
