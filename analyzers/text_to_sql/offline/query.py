"""The queries that can be made: one SELECT over joined tables, perhaps nested once or combined with its like."""

from msgspec import Struct


class Item(Struct, frozen=True):
    """What is selected or ordered by: a column, `*` (None), or a function of one. `function` is empty for none."""

    function: str = ""
    column: int | None = None
    is_distinct: bool = False


class Literal(Struct, frozen=True):
    """A value: as it is written, and whether it is a number."""

    text: str
    is_number: bool = False


class Condition(Struct, frozen=True):
    """A comparison of a column with values, or with `function` over the same column of all rows (a scalar query)."""

    column: int
    operator: str
    values: tuple[Literal, ...] = ()
    function: str = ""


class Having(Struct, frozen=True):
    """A comparison of a function of each group with a number."""

    item: Item
    operator: str
    value: Literal


class Order(Struct, frozen=True):
    """What rows are ordered by."""

    item: Item
    is_descending: bool = False


class Query(Struct, frozen=True):
    """A query over columns and tables by number. The first table is where joins start.

    `combination` is empty, or `intersect`, `union` or `except` with `other_items` under `other_conditions` from
    `other_tables`, or `notin`: `keys[0]` is not among `keys[1]` of the other tables. Without a combination, the other
    conditions are those of a scalar query.
    """

    items: tuple[Item, ...]
    tables: tuple[int, ...]
    is_distinct: bool = False
    conditions: tuple[Condition, ...] = ()
    is_any: bool = False
    group: tuple[int, ...] = ()
    having: Having | None = None
    order: Order | None = None
    limit: int | None = None
    combination: str = ""
    other_tables: tuple[int, ...] = ()
    other_conditions: tuple[Condition, ...] = ()
    other_items: tuple[Item, ...] = ()
    keys: tuple[int, int] = (0, 0)

    @property
    def selected(self) -> tuple[int, ...]:
        """The columns that are selected, in functions or not."""
        return tuple(item.column for item in self.items if item.column is not None)
