"""The example in a monitor's docstring: a module, and what is told of its run."""

import re
from collections.abc import Sequence

import wasmtime

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.monitor_document import document_of
from weft.runtime_probes.table import Table

_ANY = "…"


def example(monitor: type[Monitor]) -> tuple[str, str]:
    """Return the module in a monitor's docstring, and what is told."""
    said = document_of(monitor)
    return said.module, said.tells


def run(text: str, monitor: Monitor, name: str = "run") -> Sequence[Table]:
    """Run a module as text, under WASI, with a monitor; a run that is ended by an error is a run."""
    data = bytes(wasmtime.wat2wasm(text))
    instrumented = instrument(data, monitor.probes(Contents(read(data))))
    store = wasmtime.Store()
    store.set_wasi(wasmtime.WasiConfig())
    linker = wasmtime.Linker(store.engine)
    linker.define_wasi()
    instance = linker.instantiate(store, wasmtime.Module(store.engine, instrumented.module_bytes))
    session = Session(instrumented, store, instance)
    function = instance.exports(store)[name]
    assert isinstance(function, wasmtime.Func)
    try:
        function(store)
    except Exception as error:  # told by the monitor, or else the comparison says so
        print(error)
    return monitor.tables(session)


def printed(tables: Sequence[Table]) -> str:
    """Return tables as text, in columns; those without rows are left out."""
    return "\n\n".join(_printed(table) for table in tables if table.rows)


def _printed(table: Table) -> str:
    rows = [(*table.keys, *table.counts), *((*keys, *counts) for keys, counts in table.rows)]
    lines = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = ("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)
    return "\n".join([table.title, *shown])


def fits(told: str, expected: str) -> bool:
    """Say whether a text is as expected, where `…` stands for any word, and runs of blanks do not matter in a line."""
    pattern = re.escape(_squeezed(expected)).replace(re.escape(_ANY), r"\S+")
    return re.fullmatch(pattern, _squeezed(told)) is not None


def _squeezed(text: str) -> str:
    return "\n".join(re.sub(r"(?<=\S) {2,}", "  ", line).rstrip() for line in text.splitlines())
