"""The shape of a query without its names and values, in five parts that are predicted one by one."""

from msgspec import Struct

PARTS = ("select", "where", "group", "order", "combine")


class Sketch(Struct, frozen=True):
    """The shape of a query.

    `select` lists `c` for a column, `*`, `count*`, or functions (`avg`, `countD` for distinct). `left` lists operators
    (`=`, `>`, or `>avg` for a scalar query), `right` those of the second query. `having` is a function with its
    operator (`count>`), `order` a function (`c` for none) with `-` or `+`. `combine` as in `Query`.
    """

    select: tuple[str, ...]
    is_distinct: bool = False
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    is_any: bool = False
    groups: int = 0
    having: str = ""
    order: str = ""
    has_limit: bool = False
    combine: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The five parts as the models know them, in the order of `PARTS`."""
        where = " ".join(self.left) + ("|" if self.is_any else "") + (";" + " ".join(self.right) if self.right else "")
        return (
            ("distinct " if self.is_distinct else "") + " ".join(self.select),
            where,
            f"{self.groups}{self.having}",
            self.order + ("1" if self.has_limit else ""),
            self.combine,
        )


def sketch_of(parts: tuple[str, ...]) -> Sketch:
    """Return the sketch with these parts: what `Sketch.parts` gives."""
    select, where, group, order, combine = parts
    left, _, right = where.partition(";")
    return Sketch(
        tuple(select.removeprefix("distinct ").split()),
        select.startswith("distinct "),
        tuple(left.rstrip("|").split()),
        tuple(right.split()),
        left.endswith("|"),
        int(group[0]),
        group[1:],
        order.rstrip("1"),
        order.endswith("1"),
        combine,
    )
