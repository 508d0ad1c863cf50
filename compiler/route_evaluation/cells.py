"""Tables of an evaluation as both a terminal and a page print them."""

from msgspec import Struct


class Cell(Struct, frozen=True):
    """A figure, or a name, and the interval of it where there is one."""

    value: str
    interval: str = ""


class Figures(Struct, frozen=True):
    """A table: its columns, of which the first `texts` hold words, and its rows."""

    titles: tuple[str, ...]
    texts: int
    rows: tuple[tuple[Cell, ...], ...]
