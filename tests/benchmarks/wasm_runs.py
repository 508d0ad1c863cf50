"""Times what a module computes under several settings: the same runs in turn, many times, of which the fastest counts.

How fast a loop runs depends on where the engine happens to put its code, by a fifth and more, and each probe moves what
stands behind it. So each program is taken at several placements: its largest function begins with some stores more.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple, TypeVar

import wasmtime

from weft.runtime_probes.actions.flag import Flag
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import ExternKind
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import Instrumented, instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.switching import Switching
from weft.runtime_probes.where import numbered

KEPT = 1 << 20  # bytes of records; nobody looks at them
Key = TypeVar("Key")


class Setting(NamedTuple):
    """What a module is run with: probes and how they are switched, or the engine's own counting of fuel."""

    name: str
    probes: Callable[[bytes], Sequence[Probe]] = lambda data: ()
    switching: Switching = Switching.NEVER
    is_on: bool = False
    has_fuel: bool = False


PLAIN = Setting("plain")


class Runnable:
    """An instance of a module that exports `run` and imports no more than WASI."""

    def __init__(self, data: bytes, setting: Setting) -> None:
        """Instrument, compile and instantiate a module."""
        configuration = wasmtime.Config()
        configuration.consume_fuel = setting.has_fuel
        self.store = wasmtime.Store(wasmtime.Engine(configuration))
        self.store.set_wasi(wasmtime.WasiConfig())
        if setting.has_fuel:
            self.store.set_fuel(1 << 62)
        probes = setting.probes(data)
        self.instrumented: Instrumented | None = (
            instrument(data, probes, switching=setting.switching) if probes else None
        )
        module = wasmtime.Module(self.store.engine, self.instrumented.module_bytes if self.instrumented else data)
        linker = wasmtime.Linker(self.store.engine)
        linker.define_wasi()
        self.instance = linker.instantiate(self.store, module)
        self.session = self._attached(setting.is_on) if self.instrumented else None
        if "_initialize" in self.instance.exports(self.store):
            self._export("_initialize")(self.store)
        self._run = self._export("run")

    def _attached(self, is_on: bool) -> Session:
        assert self.instrumented
        session = Session(self.instrumented, self.store, self.instance, most=KEPT)
        if is_on:
            session.enable()
        return session

    def _export(self, name: str) -> wasmtime.Func:
        found = self.instance.exports(self.store)[name]
        assert isinstance(found, wasmtime.Func)
        return found

    def run(self) -> object:
        """Run the module; return what it gives."""
        return self._run(self.store)


def placed(data: bytes, stores: int) -> bytes:
    """Return a module whose largest function begins with so many more stores of a byte."""
    contents = Contents(read(data))
    sizes = [body.end - body.start for body in contents.bodies]
    largest = len(contents.imported(ExternKind.FUNCTION)) + sizes.index(max(sizes))
    return instrument(data, [Probe(FunctionEntry(), Flag(), numbered(largest)) for _ in range(stores)]).module_bytes


def fastest(runs: Mapping[Key, Callable[[], object]], rounds: int) -> dict[Key, float]:
    """Return the least processor time, in seconds, of each of some runs that give the same."""
    taken = dict.fromkeys(runs, float("inf"))
    results: set[object] = set()
    for _ in range(rounds):
        for key, run in runs.items():
            started = time.thread_time()
            results.add(run())
            taken[key] = min(taken[key], time.thread_time() - started)
    assert len(results) == 1
    return taken


def times(data: bytes, settings: Sequence[Setting], placements: int, rounds: int) -> dict[str, list[float]]:
    """Return how long a module takes with each setting, at each placement."""
    modules = [placed(data, stores) for stores in range(placements)]
    runs = {
        (setting.name, number): Runnable(module, setting).run
        for number, module in enumerate(modules)
        for setting in settings
    }
    taken = fastest(runs, rounds)
    return {setting.name: [taken[setting.name, number] for number in range(placements)] for setting in settings}


def geometric_mean(numbers: Sequence[float]) -> float:
    """Return the geometric mean of some numbers."""
    return exp(sum(map(log, numbers)) / len(numbers))
