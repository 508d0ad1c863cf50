"""Wizard's three guarantees hold for every kind of event: order, deferral, and an application left alone.

They are those of https://github.com/titzer/wizard-engine; `test_consistency.py` looks at single cases of them.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import wasmtime
from every_event import EVENTS

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.replace import Replace
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.engine import reason
from weft.runtime_probes.event import Event
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.events.instead import Instead
from weft.runtime_probes.events.paged_access import PagedAccess
from weft.runtime_probes.events.weighed_block import WeighedBlock
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.readings import Happening
from weft.runtime_probes.switching import Switching

MODULE = bytes(wasmtime.wat2wasm((Path(__file__).parent / "data" / "every_event.wat").read_text(encoding="utf-8")))
KINDS: dict[str, Callable[[], Event]] = {
    **EVENTS,
    "PagedAccess": PagedAccess,
    "UnwoundExit": lambda: FunctionExit(unwound=True),
    "WeighedBlock": WeighedBlock,
}
every_kind = pytest.mark.parametrize("kind", KINDS)
every_switching = pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
switched = pytest.mark.parametrize("switching", [Switching.AT_CALLS, Switching.AT_ONCE], ids=lambda each: each.name)


def session_of(probes: Sequence[Probe], switching: Switching = Switching.NEVER) -> Session:
    """Return a session of the module with some probes, all of them on; the host doubles numbers."""
    store = wasmtime.Store()
    instrumented = instrument(MODULE, probes, switching=switching)
    module = wasmtime.Module(store.engine, instrumented.module_bytes)
    kind = module.imports[0].type
    assert isinstance(kind, wasmtime.FuncType)

    def doubled(number: int) -> int:
        return number * 2

    double = wasmtime.Func(store, kind, doubled)
    session = Session(instrumented, store, wasmtime.Instance(store, module, [double]))
    if switching is not Switching.NEVER:
        session.enable()
    return session


def run(session: Session) -> Iterator[object]:
    """Call what makes every event happen, several times; yield the results, or why there is none."""
    for name, number in (("work", 3), ("work", 2), ("fail", 0), ("fail", 2), ("fail", 9), ("deep", 0)):
        try:
            yield session.call(name, number)
        except wasmtime.Trap as trap:
            yield trap.trap_code, reason(trap)


@every_switching
@every_kind
def test_probes_fire_in_the_order_in_which_they_are_given(kind: str, switching: Switching) -> None:
    fired: list[tuple[str, Happening]] = []
    names = ("b", "a", "c")
    callbacks = [Callback(lambda happening, name=name: fired.append((name, happening))) for name in names]
    list(run(session_of([Probe(KINDS[kind](), callback) for callback in callbacks], switching)))
    assert len(fired) >= 6
    for start in range(0, len(fired), 3):
        together = fired[start : start + 3]
        assert tuple(name for name, _ in together) == names
        assert len({happening.place for _, happening in together}) == 1


def order(kind: str, switching: Switching, change: Callable[[Session, Probe], None], *, starts_on: bool) -> list[str]:
    """Return which of two probes fired when the first changes the other as it fires for the first time."""
    fired: list[str] = []

    def first_fires(happening: Happening) -> None:
        if not fired:
            change(session, second)
        fired.append("first")

    first = Probe(KINDS[kind](), Callback(first_fires))
    second = Probe(KINDS[kind](), Callback(lambda happening: fired.append("second")))
    session = session_of([first, second], switching)
    if not starts_on:
        session.disable(second)
    list(run(session))
    return fired


@switched
@every_kind
def test_what_an_event_switches_on_waits_until_it_is_over(kind: str, switching: Switching) -> None:
    fired = order(kind, switching, lambda session, probe: session.enable(probe), starts_on=False)
    assert fired == ["first", *["first", "second"] * fired.count("second")] and "second" in fired


@switched
@pytest.mark.parametrize("way", [Session.disable, Session.remove], ids=lambda way: way.__name__)
@every_kind
def test_what_an_event_switches_off_still_fires_in_it(
    kind: str, way: Callable[[Session, Probe], None], switching: Switching
) -> None:
    fired = order(kind, switching, way, starts_on=True)
    assert fired == ["first", "second", *["first"] * (len(fired) - 2)] and len(fired) > 2


@switched
@every_kind
def test_a_probe_may_remove_itself(kind: str, switching: Switching) -> None:
    fired: list[Happening] = []

    def once(happening: Happening) -> None:
        fired.append(happening)
        session.remove(probe)

    probe = Probe(KINDS[kind](), Callback(once))
    session = session_of([probe], switching)
    list(run(session))
    assert len(fired) == 1


def left(session: Session) -> tuple[object, ...]:
    """Return all that a host can see of the module."""
    exports: Any = session.instance.exports(session.store)
    held = exports["global"].value(session.store), exports["table"].size(session.store)
    return hashlib.sha256(exports["memory"].read(session.store)).hexdigest(), *held


def expected() -> tuple[list[object], tuple[object, ...]]:
    """Return what the module gives without probes, and what is left then."""
    session = session_of([])
    return list(run(session)), left(session)


@every_switching
@every_kind
def test_results_traps_and_state_stay_what_they_are(kind: str, switching: Switching) -> None:
    event = KINDS[kind]
    values = (*event().values, "argument0", "result0", "operand0", "operand1")
    probes = [
        Probe(event(), Trace(**dict.fromkeys(values, 16))),
        Probe(event(), Callback(lambda happening: None, *values)),
        Probe(event(), Count()),
    ]
    session = session_of(probes, switching)
    assert (list(run(session)), left(session)) == expected()
    assert any(session.happenings())


@switched
def test_an_instruction_that_was_replaced_runs_again_after_that_event(switching: Switching) -> None:
    replaced: list[Happening] = []

    def once(happening: Happening) -> int:
        replaced.append(happening)
        session.disable(probe)
        return int(happening.values[0]) + int(happening.values[1])

    probe = Probe(Instead("i32.sub"), Replace(once, "operand0", "operand1"))
    session = session_of([probe], switching)
    session.call("work", 1)
    assert len(replaced) == 1
    with suppress(wasmtime.Trap):
        session.call("work", 3)
    assert len(replaced) == 1


def test_two_probes_cannot_stand_instead_of_one_instruction() -> None:
    with pytest.raises(ValueError, match="two probes stand instead of the instruction"):
        session_of([Probe(Instead("i32.sub"), Count()), Probe(Instead("i32.sub"), Count())])
