"""What probes keep of running calls is put right when calls end without code: by a trap that the host catches."""

from collections.abc import Callable, Sequence

import pytest
import wasmtime
from probed import Probed

from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.events.function_exit import FunctionExit
from weft.runtime_probes.events.indirect_call import IndirectCall
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.probes.contexts import Contexts
from weft.runtime_probes.probes.profile import Profile
from weft.runtime_probes.stacks import Stack

FAILING = """(module
  (func $inner (param i32) (if (local.get 0) (then (unreachable))))
  (func $outer (export "outer") (param i32) (call $inner (local.get 0)))
  (func (export "other") (call $outer (i32.const 0)))
  (func (export "twice") (call $inner (i32.const 0)) (call $inner (i32.const 1))))"""
NESTED = """(module (import "host" "again" (func $again))
  (func (export "trap") (unreachable))
  (func $after (export "after"))
  (func (export "run") (call $again) (call $after)))"""
TABLE = """(module (table 1 funcref)
  (func (export "fail") (call_indirect (i32.const 0)))
  (func (export "after")))"""


def called(session: Session, name: str, *arguments: int) -> None:
    """Call a function as a session does, which may trap."""
    try:
        session.call(name, *arguments)
    except wasmtime.Trap:
        return


def called_by_the_host_itself(session: Session, name: str, *arguments: int) -> None:
    """Call a function as the engine does, and say so when it traps."""
    function = session.instance.exports(session.store)[name]
    assert isinstance(function, wasmtime.Func)
    try:
        function(session.store, *arguments)
    except wasmtime.Trap:
        session.unwind()


both = pytest.mark.parametrize("call", [called, called_by_the_host_itself], ids=lambda call: call.__name__)
Calling = Callable[..., None]


def calls(stacks: Sequence[Stack]) -> dict[str, int]:
    """Return how often each context was entered."""
    return {";".join(stack.functions): stack.calls for stack in stacks}


@both
@pytest.mark.parametrize("kind", [Contexts, Profile])
def test_what_is_called_after_a_trap_has_no_context(kind: type[Contexts | Profile], call: Calling) -> None:
    monitor = kind()
    probes = monitor.probes(Contents(read(bytes(wasmtime.wat2wasm(FAILING)))))
    probed = Probed(FAILING, probes)
    for name, *arguments in (("outer", 1), ("outer", 0), ("outer", 1), ("other",)):
        call(probed.session, name, *arguments)
    found = calls(list(monitor.stacks(probed.session)))
    assert found == {"outer": 3, "outer;inner": 3, "other": 1, "other;outer": 1, "other;outer;inner": 1}


def test_two_monitors_of_contexts_do_not_disturb_each_other() -> None:
    contexts, profile = Contexts(), Profile()
    contents = Contents(read(bytes(wasmtime.wat2wasm(FAILING))))
    probed = Probed(FAILING, [*contexts.probes(contents), *profile.probes(contents)])
    for name, *arguments in (("outer", 0), ("outer", 1), ("other",), ("outer", 0)):
        called(probed.session, name, *arguments)
    found = calls(list(contexts.stacks(probed.session)))
    assert found == {"outer": 3, "outer;inner": 3, "other": 1, "other;outer": 1, "other;outer;inner": 1}
    assert found == calls(list(profile.stacks(probed.session)))


def test_contexts_and_exits_that_no_code_tells_go_together() -> None:
    contexts, exits = Contexts(), Probe(FunctionExit(unwound=True), Trace())
    probes = contexts.probes(Contents(read(bytes(wasmtime.wat2wasm(FAILING)))))
    probed = Probed(FAILING, [*probes, exits])
    called(probed.session, "twice")
    told = [(happening.place.function, happening.place.note) for happening in probed.session.happenings()]
    assert told == [(0, "end"), (0, "unwound"), (3, "unwound")]


@pytest.mark.parametrize("kind", [Contexts, Profile])
def test_a_trap_within_a_host_call_leaves_the_outer_context(kind: type[Contexts | Profile]) -> None:
    monitor = kind()
    data = bytes(wasmtime.wat2wasm(NESTED))
    instrumented = instrument(data, monitor.probes(Contents(read(data))))
    store = wasmtime.Store()
    again = wasmtime.Func(store, wasmtime.FuncType([], []), lambda: called(session, "trap"))
    module = wasmtime.Module(store.engine, instrumented.module_bytes)
    session = Session(instrumented, store, wasmtime.Instance(store, module, [again]))
    session.call("run")
    session.call("after")
    assert calls(list(monitor.stacks(session))) == {"run": 1, "run;trap": 1, "run;after": 1, "after": 1}


@both
def test_a_call_that_failed_calls_nothing_later(call: Calling) -> None:
    probed = Probed(TABLE, [Probe(IndirectCall(), Trace(caller=4, callee=4))])
    call(probed.session, "fail")
    call(probed.session, "after")
    assert not list(probed.session.happenings())
