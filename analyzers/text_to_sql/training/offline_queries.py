"""What a query that is known to be right says, apart from how it is written."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ..offline.sketches import Sketch

STAR = -1


def in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Return what is selected with plain columns first: results are the same but for the order of columns."""
    return tuple(sorted(labels, key=lambda label: (label != "c", label)))


class OutsideFragment(Exception):
    """A query says what no sketch can."""


class Bound(Struct, frozen=True):
    """A comparison of a column with a value, both as the query spells them."""

    column: int
    operator: str
    text: str


class Term(Struct, frozen=True):
    """What is selected or ordered by; the column is -1 for `*`."""

    function: str
    column: int

    @property
    def label(self) -> str:
        """The term as sketches call it."""
        if self.column == STAR:
            return self.function + "*"
        return self.function or "c"


class Core(Struct, frozen=True):
    """One SELECT, read."""

    items: tuple[Term, ...]
    is_distinct: bool
    tables: tuple[int, ...]
    bounds: tuple[Bound, ...]
    operators: tuple[str, ...]
    is_any: bool
    group: tuple[int, ...]
    having: tuple[Term, str, str] | None
    order: tuple[Term, bool] | None
    limit: str
    nested: "Nested | None"


class Nested(Struct, frozen=True):
    """A query inside a condition: the column outside, `notin` or a function, and the query."""

    column: int
    kind: str
    core: Core


class Gold(Struct, frozen=True):
    """A query, read: its core, and the second query of a combination."""

    core: Core
    combine: str = ""
    other: Core | None = None

    @property
    def second(self) -> Core | None:
        """The second query, wherever it stands."""
        return self.other or (self.core.nested.core if self.core.nested else None)

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """All comparisons with values."""
        return self.core.bounds + (self.second.bounds if self.second else ())

    @property
    def sketch(self) -> Sketch:
        """The shape of it all; raises OutsideFragment where the second query is no plain one."""
        core, second = self.core, self.second
        if second and (second.group or second.having or second.order or second.limit or second.nested):
            raise OutsideFragment("the second query does more than select")
        combine = "notin" if core.nested and core.nested.kind == "notin" else self.combine
        having = f"{core.having[0].function}{core.having[1][0]}" if core.having else ""  # > stands for >= too
        order = f"{core.order[0].function or 'c'}{'-' if core.order[1] else '+'}" if core.order else ""
        return Sketch(
            in_order(item.label for item in core.items),
            core.is_distinct,
            tuple(sorted(core.operators)),
            tuple(sorted(second.operators)) if second else (),
            core.is_any,
            min(3, len(core.group)),
            having,
            order,
            bool(core.limit),
            combine,
        )


def columns_of(gold: Gold) -> dict[str, frozenset[int]]:
    """Return which columns and tables fill which slot, as `COLUMN_SLOTS` and `TABLE_SLOTS` call them."""
    core, second = gold.core, gold.second
    order = [core.order[0]] if core.order else []
    having = [core.having[0]] if core.having else []
    terms: Sequence[Term] = core.items
    outside = {core.nested.column} if core.nested and core.nested.kind != "notin" else set[int]()
    return {
        "select": frozenset(term.column for term in terms if not term.function),
        "function": frozenset(term.column for term in (*terms, *order, *having) if term.function) - {STAR},
        "where": frozenset({bound.column for bound in gold.bounds} | outside),
        "group": frozenset(core.group),
        "order": frozenset(term.column for term in order if not term.function),
        "from": frozenset(core.tables),
        "other": frozenset(second.tables if second else ()),
    }
