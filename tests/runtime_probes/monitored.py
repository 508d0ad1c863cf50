"""What tests of monitors share: the example in a docstring, and what a monitor tells of a run as text."""

import inspect
import textwrap
from collections.abc import Sequence

import wasmtime
from probed import Probed

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.table import Table


def example(monitor: type[Monitor]) -> tuple[str, str]:
    """Return the module in the docstring of a monitor, and what is told of it."""
    text = inspect.cleandoc(monitor.__doc__ or "")
    _, _, rest = text.partition("\nModule:\n")
    module, _, told = rest.partition("\nTells:\n")
    return textwrap.dedent(module).strip(), textwrap.dedent(told).strip()


def cell(column: str, value: object) -> str:
    """Return a value of a column as text; offsets are hexadecimal."""
    return f"{value:#x}" if isinstance(value, int) and column in ("offset", "to") else str(value)


def printed(tables: Sequence[Table]) -> str:
    """Return tables as text: keys to the left, numbers to the right."""
    return "\n\n".join(map(_printed, tables))


def _printed(table: Table) -> str:
    rows = [tuple(map(str, (*table.keys, *table.counts)))]
    rows += [(*map(cell, table.keys, key), *map(str, numbers)) for key, numbers in table.rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    keys = len(table.keys)
    lines = [
        "  ".join(text.ljust(width) if at < keys else text.rjust(width) for at, (text, width) in enumerate(cells))
        for cells in (list(zip(row, widths, strict=True)) for row in rows)
    ]
    return "\n".join([table.title, *(line.rstrip() for line in lines)])


def told(monitors: Sequence[Monitor], text: str, *calls: str) -> list[Sequence[Table]]:
    """Return what monitors tell after some exported functions of a module were called."""
    contents = Contents(read(bytes(wasmtime.wat2wasm(text))))
    probes = dict.fromkeys(probe for monitor in monitors for probe in monitor.probes(contents))
    probed = Probed(text, list(probes))
    for name in calls:
        probed.call(name)
    return [monitor.tables(probed.session) for monitor in monitors]
