"""What can be known of the columns of a schema before any question: their words, keys and kinds."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec import Struct

from ..schema.schema import Column, Schema, Table
from .words import words_of_name

_NAMES = frozenset(("name", "title"))
_PERSONS = frozenset(("first", "last", "full", "forename", "surname", "middle"))
_CATEGORIES = frozenset(
    re.findall(r"\w+", "description desc type category city country state status code gender class sex label color")
)
_DATES = frozenset(("date", "year", "time", "month", "day"))
_KEYS = frozenset(("id", "name"))


class ColumnFacts(Struct, frozen=True):
    """A column as questions may name it. `rarity` is for each of its words the share that it has of those alike."""

    column: Column
    words: frozenset[str]
    telling: frozenset[str]
    lower: str
    spaced: str
    squeezed: str
    rarity: Mapping[str, float]
    twins: int
    kinds: Mapping[str, float]


class TableFacts(Struct, frozen=True):
    """A table as questions may name it, with its columns."""

    table: Table
    words: frozenset[str]
    spaced: str
    columns: tuple[ColumnFacts, ...]


class SchemaFacts(Struct, frozen=True):
    """The tables of a schema; `neighbours` gives for each those that a foreign key joins it with, by number."""

    schema: Schema
    tables: tuple[TableFacts, ...]
    neighbours: tuple[frozenset[int], ...]


def schema_facts(schema: Schema) -> SchemaFacts:
    """Return what is known of a schema before any question."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for table in schema:
        counts.update(set(words_of_name(table.label or table.name)))
        for column in table.columns:
            counts.update(_words(column))
            names[column.name.lower()] += 1
    referred = _referred(schema)
    tables = tuple(_table_facts(table, referred, counts, names) for table in schema)
    return SchemaFacts(schema, tables, _neighbours(schema))


def _table_facts(
    table: Table, referred: frozenset[tuple[str, str]], counts: Counter[str], names: Counter[str]
) -> TableFacts:
    primary = {name.lower() for name in table.primary_key}
    foreign = {name.lower() for key in table.foreign_keys for name in key.columns}
    columns: list[ColumnFacts] = []
    for place, column in enumerate(table.columns):
        lower, words = column.name.lower(), _words(column)
        keys = {
            "primary": float(lower in primary),
            "foreign": float(lower in foreign),
            "referred": float((table.name.lower(), lower) in referred),
            "first": float(place == 0),
            "place": place / len(table.columns),
        }
        rarity = {word: 1 / counts[word] for word in sorted(words)}
        told = words - _KEYS
        columns.append(
            ColumnFacts(
                column, words, told, lower, spaced(lower), squeezed(lower), rarity, names[lower], keys | _kinds(column)
            )
        )
    label = table.label or table.name
    return TableFacts(table, frozenset(words_of_name(label)), spaced(label.lower()), tuple(columns))


def _words(column: Column) -> frozenset[str]:
    return frozenset(words_of_name(column.label or column.name)) or frozenset((column.name.lower(),))


def _kinds(column: Column) -> dict[str, float]:
    """Return what a column holds, as far as its name and type tell, as numbers."""
    words = _words(column)
    return {
        "numeric": float(column.is_numeric),
        "temporal": float(column.is_temporal),
        "name": float(bool(words & _NAMES)),
        "person": float(bool(words & _PERSONS)),
        "category": float(bool(words & _CATEGORIES)),
        "date": float(bool(words & _DATES)),
        "id": float("id" in words or column.name.lower().endswith("id")),
        "word_count": len(words) / 3,
    }


def spaced(text: str) -> str:
    """Return the letters and digits of a text in lower case, all else as single spaces, with one at either end."""
    return f" {' '.join(re.findall('[a-z0-9]+', text))} "


def squeezed(text: str) -> str:
    """Return the letters and digits of a name in lower case."""
    return "".join(re.findall("[a-z0-9]+", text))


def _referred(schema: Schema) -> frozenset[tuple[str, str]]:
    """Return the columns that foreign keys refer to, each with its table, in lower case."""
    return frozenset(
        (key.target.lower(), name.lower())
        for table in schema
        for key in table.foreign_keys
        for name in key.target_columns
    )


def _neighbours(schema: Schema) -> tuple[frozenset[int], ...]:
    numbers = {table.name.lower(): at for at, table in enumerate(schema)}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for at, table in enumerate(schema):
        for key in table.foreign_keys:
            target = numbers.get(key.target.lower(), at)
            if target != at:
                found[at].add(target)
                found[target].add(at)
    return tuple(frozenset(found[at]) for at in range(len(numbers)))
