"""Makes small databases of the tables that a statement needs, by a fixed seed."""

import random
from collections.abc import Iterator
from itertools import cycle, islice

from msgspec import Struct

from .made_tables import MadeTable, Value

_EXTREMES: dict[str, list[Value]] = {
    "number": [-1.0, 0.5, 2147483647.0, -2147483648.0],
    "text": [" ", "%", "it's", "ß", "x" * 300],
    "time": ["0001-01-01", "1970-01-01", "9999-12-31"],
}
Instance = dict[str, list[dict[str, Value]]]


class Manner(Struct, frozen=True):
    """How the rows of a database are drawn.

    `nulls` is their share. `favourite` is how often the last value of a domain is taken, which a statement compares
    with if it compares with any. `extremes` are added to what a column may hold, `doubled` rows stand twice, and one
    table is `bare` of rows.
    """

    nulls: float = 0.15
    favourite: float = 0.0
    extremes: bool = False
    doubled: bool = False
    bare: bool = False


MANNERS = (
    Manner(),
    Manner(doubled=True),
    Manner(nulls=0.0),
    Manner(extremes=True),
    Manner(favourite=0.8),
    Manner(bare=True),
    Manner(nulls=0.6),
)


def instances(tables: dict[str, MadeTable], number: int, seed: int = 0) -> Iterator[Instance]:
    """Yield databases of up to 12 rows a table, or twice as many, that keep keys and references.

    One after the other is drawn in each of the manners; the same ones for the same seed.
    """
    source = random.Random(seed)
    for manner in islice(cycle(MANNERS), number):
        instance: Instance = {}
        bare = source.choice(sorted(tables)) if manner.bare and tables else ""
        for table in _parents_first(tables):
            wanted = 0 if table.name == bare else source.randint(3, 12)
            rows = [row for _ in range(wanted) if (row := _row(table, instance, source, manner))]
            instance[table.name] = _without_conflicts(table, [*rows, *rows] if manner.doubled else rows)
        yield instance


def _parents_first(tables: dict[str, MadeTable]) -> list[MadeTable]:
    left = dict(sorted(tables.items()))
    ordered: list[MadeTable] = []
    while left:
        ready = [name for name, table in left.items() if not any(target in left for _, target, _ in table.references)]
        for name in ready or list(left)[:1]:
            ordered.append(left.pop(name))
    return ordered


def _row(table: MadeTable, instance: Instance, source: random.Random, manner: Manner) -> dict[str, Value] | None:
    row: dict[str, Value] = {}
    keyed = {name for key in table.keys if len(key) == 1 for name in key}
    for name, found in table.fields.items():
        if found.nullable and source.random() < manner.nulls:
            row[name] = None
        elif name in keyed and found.kind == "number":
            row[name] = float(source.randint(0, 15))
        elif source.random() < manner.favourite:
            row[name] = found.domain[-1]
        else:
            row[name] = source.choice(found.domain + (_EXTREMES.get(found.kind, []) if manner.extremes else []))
    for columns, target, targets in table.references:
        if all(row[name] is not None for name in columns):
            parents = [parent for parent in instance.get(target, []) if all(parent.get(t) is not None for t in targets)]
            if not parents:
                return None
            parent = source.choice(parents)
            row.update(zip(columns, (parent[name] for name in targets), strict=True))
    return row


def _without_conflicts(table: MadeTable, rows: list[dict[str, Value]]) -> list[dict[str, Value]]:
    for key in table.keys:
        first: dict[object, dict[str, Value]] = {}
        for number, row in enumerate(rows):
            value = tuple(row[name] for name in key)
            first.setdefault(number if None in value else value, row)
        rows = list(first.values())
    return rows
