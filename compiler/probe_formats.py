"""How runs are printed: the formats of `weft probe run` and `weft probe report`."""

from collections.abc import Callable
from typing import NamedTuple

import click

from ..runtime_probes.demangling import demangled
from ..runtime_probes.run_record import RunRecord
from ..runtime_probes.table import Key, Table
from .report import printable


def as_text(record: RunRecord) -> str:
    """Return the tables of a run in columns, functions by their names, titles in bold."""
    return "\n".join(_table(table, record) for table in record.tables)


_WIDEST = 60  # of a column; what is longer pushes aside only what stands in its own line
FORMATS: dict[str, Callable[[RunRecord], str]] = {"text": as_text, "json": RunRecord.to_json}


class FileFormat(NamedTuple):
    """A file for another tool, which needs the module: what the report is called, and what `--monitor` may say for it.

    The first of the monitors, which are parted by commas, must be there; what others saw is told as well.
    """

    report: str
    monitors: tuple[str, ...]


_CODE, _STACKS, _CALLS = ("blocks,branches",), ("contexts", "profile"), ("timeline",)
REPORT_FORMATS = {
    "listing": FileFormat("text", _CODE),
    "html": FileFormat("html", _CODE),
    "lcov": FileFormat("lcov", _CODE),
    "cobertura": FileFormat("cobertura", _CODE),
    "data": FileFormat("json", _CODE),
    "folded": FileFormat("folded", _STACKS),
    "speedscope": FileFormat("speedscope", (*_STACKS, *_CALLS)),
    "pprof": FileFormat("pprof", _STACKS),
    "chrome-trace": FileFormat("chrome-trace", _CALLS),
    "otlp": FileFormat("otlp", _CALLS),
}


def _table(table: Table, record: RunRecord) -> str:
    """Return one table: its title, its columns, its rows."""
    title = click.style(table.title, bold=True)
    if not table.rows:
        return f"{title}\n  nothing\n"
    heads = (*table.keys, *table.counts)
    rows = [(*_named(table, key, record), *map(str, counts)) for key, counts in table.rows]
    widths = [min(max(len(row[column]) for row in (heads, *rows)), _WIDEST) for column in range(len(heads))]
    lines = [_line(row, widths, len(table.keys)) for row in (heads, *rows)]
    return "\n".join((title, *(f"  {line}" for line in lines))) + "\n"


def _named(table: Table, key: Key, record: RunRecord) -> tuple[str, ...]:
    """Return what a row is about: functions by name, offsets as disassemblers print them."""
    is_named = "name" in table.keys
    return tuple(_cell(column, value, record, is_named) for column, value in zip(table.keys, key, strict=True))


def _cell(column: str, value: str | int, record: RunRecord, is_named: bool) -> str:
    if isinstance(value, int) and column == "function" and not is_named:
        return printable(demangled(record.functions.get(value, f"function {value}")))
    return f"{value:#x}" if isinstance(value, int) and column == "offset" else printable(demangled(str(value)))


def _line(row: tuple[str, ...], widths: list[int], keys: int) -> str:
    """Return a row: words to the left, numbers to the right."""
    words = [cell.ljust(width) for cell, width in zip(row[:keys], widths[:keys], strict=True)]
    numbers = [cell.rjust(width) for cell, width in zip(row[keys:], widths[keys:], strict=True)]
    return "  ".join((*words, *numbers)).rstrip()
