"""Modules of test suites whose exports are all called, with probes in them and with little fuel."""

from collections.abc import Sequence
from typing import NamedTuple

import wasmtime

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import ExternKind
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

NUMBERS: dict[str, float] = {"i32": 3, "i64": 5, "f32": 1.5, "f64": 2.5}
FUEL = 200_000

Failure = wasmtime.Trap | wasmtime.WasmtimeError


class Calls(NamedTuple):
    """A session in which functions were called, and for each call what it failed with, None where it returned."""

    session: Session
    failures: Sequence[Failure | None]


def called(data: bytes, probes: Sequence[Probe]) -> Calls | None:
    """Call all exports of a module that can be called; None where there are none, or it cannot be started here."""
    contents = Contents(read(data))
    calls = _calls_with_numbers(contents)
    if contents.imports or not calls:
        return None
    configuration = wasmtime.Config()
    configuration.consume_fuel = True
    store = wasmtime.Store(wasmtime.Engine(configuration))
    store.set_fuel(FUEL)
    instrumented = instrument(data, probes)
    try:
        instance = wasmtime.Instance(store, wasmtime.Module(store.engine, instrumented.module_bytes), [])
    except (wasmtime.WasmtimeError, wasmtime.Trap):
        return None
    session = Session(instrumented, store, instance)
    return Calls(session, [_failure(store, instance, name, arguments) for name, arguments in calls.items()])


def _calls_with_numbers(contents: Contents) -> dict[str, list[float]]:
    """Return the exported functions that take and give numbers only, with arguments; others may end the process."""
    found: dict[str, list[float]] = {}
    for export in contents.exports:
        if export.kind is ExternKind.FUNCTION:
            kind = contents.function_type(export.index)
            names = [str(getattr(each, "name", "")) for each in (*kind.parameters, *kind.results)]
            if NUMBERS.keys() >= set(names):
                found[export.name] = [NUMBERS[name] for name in names[: len(kind.parameters)]]
    return found


def _failure(
    store: wasmtime.Store, instance: wasmtime.Instance, name: str, arguments: Sequence[float]
) -> Failure | None:
    function = instance.exports(store)[name]
    assert isinstance(function, wasmtime.Func)
    store.set_fuel(FUEL)
    try:
        function(store, *[int(each) if each == int(each) else each for each in arguments])
    except (wasmtime.Trap, wasmtime.WasmtimeError) as failure:
        return failure
    return None
