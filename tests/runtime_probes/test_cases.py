"""What probes see in small modules: each stands in cases/ with the probes on top and what they tell beside it.

The first lines name events, what those look at in brackets, and the values to record.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import wasmtime
from every_event import EVENTS

from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.engine import reason
from weft.runtime_probes.event import Event
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import Instrumented, instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.switching import Switching

CASES = sorted((Path(__file__).parent / "cases").glob("*.wat"))
PROBE = re.compile(r";; probe: (\w+)\((.*?)\) ?(.*)")


def probes_of(text: str) -> list[Probe]:
    """Return the probes that a case asks for; values are recorded in 16 bytes, so that none is cut."""
    return [
        Probe(event_of(name, looked_at), Trace(**dict.fromkeys(values.split(), 16)), name=name)
        for name, looked_at, values in PROBE.findall(text)
    ]


def event_of(name: str, looked_at: str) -> Event:
    """Return an event by its name and what it looks at; `option=True` sets an option of it."""
    parts = [part for part in looked_at.split(", ") if part]
    options = {part.partition("=")[0]: True for part in parts if part.endswith("=True")}
    return EVENTS[name](*(part for part in parts if not part.endswith("=True")), **options)


def run(instrumented: Instrumented, is_switched: bool) -> str:
    """Run a case on a host that doubles numbers; return what the probes have seen, and which functions trapped."""
    store = wasmtime.Store()
    linker = wasmtime.Linker(store.engine)
    host = '(module (func (export "double") (param i32) (result i32) local.get 0 i32.const 2 i32.mul)'
    host += '(global (export "start") i32 (i32.const 41)))'
    linker.define_instance(store, "host", wasmtime.Instance(store, wasmtime.Module(store.engine, host), []))
    instance = linker.instantiate(store, wasmtime.Module(store.engine, instrumented.module_bytes))
    session = Session(instrumented, store, instance)
    if is_switched:
        session.enable()
    names = [export.name for export in instrumented.contents.exports if export.name.startswith("run")]
    traps = "".join(trapped(session, name) for name in names)
    return told(session) + traps


def trapped(session: Session, name: str) -> str:
    """Call a function; return a line on why it traps, if it does."""
    try:
        session.call(name)
    except wasmtime.Trap as trap:
        return f"{name} trapped: {reason(trap)}\n"
    return ""


def told(session: Session) -> str:
    """Return what happened, one line for each event."""
    lines: list[str] = []
    for happening in session.happenings():
        probe = session.instrumented.probes[happening.probe]
        names = list(probe.action.wants)
        halves = [int(value) for value in happening.values]
        wide = [low | high << 64 for low, high in zip(halves[::2], halves[1::2], strict=True)]
        values = "".join(f" {name}={value:#x}" for name, value in zip(names, wide, strict=True) if value)
        lines.append(f"{probe.name} in function {happening.place.function}: {happening.place.note}{values}\n")
    return "".join(lines)


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_probes_tell_what_is_expected(case: Path, switching: Switching, golden: Callable[[Path, str], None]) -> None:
    text = case.read_text(encoding="utf-8")
    instrumented = instrument(bytes(wasmtime.wat2wasm(text)), probes_of(text), switching=switching)
    golden(case.with_suffix(".txt"), run(instrumented, switching is not Switching.NEVER))


def test_every_event_has_a_case() -> None:
    asked = {name for case in CASES for name, _, _ in PROBE.findall(case.read_text(encoding="utf-8"))}
    assert asked == EVENTS.keys()
