"""Fills a shape with columns: the best few ways to choose what is selected, grouped and ordered by."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import msgspec
from msgspec import Struct

from .conditions import Choice, choices_of
from .query import Having, Item, Literal, Order
from .scoring import Scored
from .sketches import Sketch

_WIDTH = 6
_TRIED = 3
_TABLE_SHARE = 0.6  # of the score of a table counts where a column brings it in
_REPEATED = 1.0  # what it costs to select a column that is compared with one value
_LEAST_LIMIT = -1.5  # the score below which a number says nothing of how many rows are wanted
_UNJOINED = 8.0  # what it costs to take a column of a table that cannot be joined with the others
_NUMERIC = frozenset({"sum", "avg"})


class Filling(Struct, frozen=True):
    """A shape with columns in it; `tables` are those of the columns, in the order in which they came."""

    score: float
    choice: Choice
    tables: tuple[int, ...] = ()
    items: tuple[Item, ...] = ()
    group: tuple[int, ...] = ()
    having: Having | None = None
    order: Order | None = None
    limit: int | None = None

    @property
    def columns(self) -> tuple[int, ...]:
        """All columns that the query uses."""
        items = [*self.items, *([self.order.item] if self.order else []), *([self.having.item] if self.having else [])]
        named = [item.column for item in items if item.column is not None]
        return (*named, *self.choice.columns, *self.group)


def fillings_of(sketch: Sketch, scored: Scored) -> list[Filling]:
    """Return the best ways to fill a shape, best first."""
    outer = choices_of(sketch, scored)
    found = [_with_columns(Filling(choice.score, choice), choice.columns, scored) for choice in outer]
    found = _expanded(found, lambda filling: _selections(filling, sketch, scored))
    found = _expanded(found, lambda filling: _function_items(filling, sketch, scored))
    if sketch.groups:
        found = _expanded(found, lambda filling: _groups(filling, sketch.groups, scored))
    if sketch.order:
        found = _expanded(found, lambda filling: _orders(filling, sketch, scored))
    if sketch.having:
        found = [made for filling in found if (made := _with_having(filling, sketch, scored))]
    return (
        [msgspec.structs.replace(filling, limit=_limit(filling, scored)) for filling in found]
        if sketch.has_limit
        else found
    )


def _expanded(fillings: Iterable[Filling], expand: Callable[[Filling], list[Filling]]) -> list[Filling]:
    made = [one for filling in fillings for one in expand(filling)]
    return sorted(made, key=lambda filling: -filling.score)[:_WIDTH]


def _with_columns(filling: Filling, columns: Iterable[int], scored: Scored) -> Filling:
    """Return a filling with the tables of more columns, scored for them."""
    layout = scored.reading.layout
    tables, score = list(filling.tables), filling.score
    for column in columns:
        table = layout.columns[column].table
        if table not in tables:
            is_joined = not tables or layout.islands[table] == layout.islands[tables[0]]
            score += _TABLE_SHARE * scored.tables["from"][table] - (0.0 if is_joined else _UNJOINED)
            tables.append(table)
    return msgspec.structs.replace(filling, tables=tuple(tables), score=score)


def _selections(filling: Filling, sketch: Sketch, scored: Scored) -> list[Filling]:
    """Return a filling with the plain columns that are selected."""
    count = sketch.select.count("c")
    if not count:
        return [filling]
    return [_selecting(filling, columns, scored) for columns in _best_columns("select", count, scored)]


def _selecting(filling: Filling, columns: Sequence[int], scored: Scored) -> Filling:
    fixed = {condition.column for condition in filling.choice.left if condition.operator == "="}
    score = sum(scored.columns["select"][column] - _REPEATED * (column in fixed) for column in columns)
    said = sorted(columns, key=lambda column: (scored.reading.columns[column].start, column))
    items = filling.items + tuple(Item("", column) for column in said)
    return _with_columns(msgspec.structs.replace(filling, items=items, score=filling.score + score), said, scored)


def _best_columns(slot: str, count: int, scored: Scored) -> list[tuple[int, ...]]:
    """Return the best sets of so many columns for a slot, best first."""
    ranked, scores = scored.ranked[slot][: count + _TRIED], scored.columns[slot]
    sets = combinations(ranked, min(count, len(ranked)))
    return sorted(sets, key=lambda columns: -sum(scores[column] for column in columns))[: 2 * _TRIED]


def _function_items(filling: Filling, sketch: Sketch, scored: Scored) -> list[Filling]:
    """Return a filling with the functions that are selected: of one column, or of one each where they repeat."""
    functions = [label for label in sketch.select if label not in ("c", "*", "count*")]
    stars = tuple(Item(label.removesuffix("*")) for label in sketch.select if label in ("*", "count*"))
    if not functions:
        return [msgspec.structs.replace(filling, items=filling.items + stars)]
    count = max(functions.count(function) for function in functions)
    fitting = _function_columns(functions, scored)[: count + _TRIED - 1]
    sets = sorted(
        combinations(fitting, min(count, len(fitting))),
        key=lambda columns: -sum(scored.columns["function"][column] for column in columns),
    )
    return [_with_functions(filling, functions, columns, stars, scored) for columns in sets[:_TRIED] if columns]


def _function_columns(functions: Sequence[str], scored: Scored) -> list[int]:
    """Return the columns that functions may be of, best first: numbers for sums and averages."""
    columns = scored.reading.layout.columns
    needs_number = not _NUMERIC.isdisjoint(functions)
    found = [one for one in scored.ranked["function"] if columns[one].kind == "number" or not needs_number]
    return found or list(scored.ranked["function"])


def _with_functions(
    filling: Filling, functions: Sequence[str], columns: Sequence[int], stars: tuple[Item, ...], scored: Scored
) -> Filling:
    seen: dict[str, int] = {}
    items: list[Item] = []
    for label in functions:
        at = seen.get(label, 0)
        seen[label] = at + 1
        items.append(Item(label.removesuffix("D"), columns[min(at, len(columns) - 1)], label.endswith("D")))
    score = filling.score + sum(scored.columns["function"][column] for column in columns)
    made = msgspec.structs.replace(filling, items=(*filling.items, *items, *stars), score=score)
    return _with_columns(made, columns, scored)


def _groups(filling: Filling, count: int, scored: Scored) -> list[Filling]:
    """Return a filling with what rows are grouped by: the likeliest columns, or a plain one that is selected."""
    sets = list(_best_columns("group", count, scored)[:_TRIED])
    plain = tuple(item.column for item in filling.items if not item.function and item.column is not None)
    if count == 1:
        sets.extend((column,) for column in plain if (column,) not in sets)
    return [_grouped(filling, columns, scored) for columns in sets]


def _grouped(filling: Filling, columns: tuple[int, ...], scored: Scored) -> Filling:
    score = filling.score + sum(scored.columns["group"][column] for column in columns)
    return _with_columns(msgspec.structs.replace(filling, group=columns, score=score), columns, scored)


def _orders(filling: Filling, sketch: Sketch, scored: Scored) -> list[Filling]:
    """Return a filling with what rows are ordered by."""
    function, is_descending = sketch.order[:-1], sketch.order.endswith("-")
    if function in ("count", "count*"):
        return [msgspec.structs.replace(filling, order=Order(Item("count"), is_descending))]
    slot = "order" if function == "c" else "function"
    columns = list(scored.ranked["order"]) if function == "c" else _function_columns([function], scored)
    item = "" if function == "c" else function
    return [
        _with_columns(
            msgspec.structs.replace(
                filling,
                order=Order(Item(item, column), is_descending),
                score=filling.score + scored.columns[slot][column],
            ),
            (column,),
            scored,
        )
        for column in columns[:_TRIED]
    ]


def _with_having(filling: Filling, sketch: Sketch, scored: Scored) -> Filling | None:
    """Return a filling with a condition on groups; None where the question says no number for it."""
    function, label = sketch.having[:-1], sketch.having[-1]
    free = [at for at, atom in enumerate(scored.atoms) if atom.is_number and at not in filling.choice.atoms]
    number = max(free, key=lambda at: scored.alone[at][0], default=None)
    score = scored.alone[number][0] if number is not None else -_REPEATED
    text = scored.atoms[number].text if number is not None else "1"
    operator = _having_operator(label, number, scored)
    column = None if function == "count" else _function_columns([function], scored)[0]
    item = Item(function.removesuffix("D"), column, function.endswith("D"))
    made = msgspec.structs.replace(
        filling, having=Having(item, operator, Literal(text, True)), score=filling.score + score
    )
    return made if column is None else _with_columns(made, (column,), scored)


def _having_operator(label: str, number: int | None, scored: Scored) -> str:
    """Return the operator that the words beside a number speak for."""
    if number is None or label == "=":
        return label
    atom = scored.atoms[number]
    stems = scored.reading.stems
    around = " ".join((*stems[max(0, atom.start - 3) : atom.start], *stems[atom.end : atom.end + 3]))
    says_equal = any(words in around for words in ("at least", "or more", "at most", "or less", "or fewer", "no more"))
    return label + "=" if says_equal else label


def _limit(filling: Filling, scored: Scored) -> int:
    """Return how many rows are wanted: the number that says so, or one."""
    free = [at for at, atom in enumerate(scored.atoms) if atom.is_number and at not in filling.choice.atoms]
    best = max(free, key=lambda at: scored.alone[at][1], default=None)
    is_said = best is not None and scored.alone[best][1] > _LEAST_LIMIT and scored.atoms[best].text.isdigit()
    return int(scored.atoms[best].text) if is_said and best is not None else 1
