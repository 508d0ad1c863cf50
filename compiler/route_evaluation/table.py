"""Prints the figures of an evaluation as tables for people."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..plain_console import plain_console
from ..report import printable
from .cells import Cell, Figures
from .figures import Report


def print_report(report: Report) -> None:
    """Print what was compared and how, the tables, and what their columns mean."""
    console = plain_console()
    _lines(console, report.heading)
    for figures in report.tables:
        console.print()
        console.print(_table(figures))
    for lines in (report.legend, report.left_out):
        if lines:
            console.print()
            _lines(console, lines)


def _lines(console: Console, lines: tuple[str, ...]) -> None:
    for line in lines:
        console.print(printable(line), soft_wrap=True)


def _table(figures: Figures) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in figures.titles[: figures.texts]:
        table.add_column(title, overflow="fold")
    for title in figures.titles[figures.texts :]:
        table.add_column(title.replace(" (", "\n("), justify="right", no_wrap=True)
    for row in figures.rows:
        table.add_row(*map(_text, row))
    return table


def _text(cell: Cell) -> Text:
    """Return a figure with its interval below."""
    below = "\n" if cell.value and cell.interval else ""
    return Text.assemble(printable(cell.value), (below + cell.interval, "dim"))
