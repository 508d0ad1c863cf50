"""What probes need of the host lives as long as the store does, and goes with it."""

import gc
from weakref import ref

import pytest
import wasmtime
from probed import Probed

from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

MODULE = '(module (func (export "run")))'


@pytest.mark.parametrize("action", [Trace(), Callback(lambda happening: None)], ids=["trace", "callback"])
def test_stores_that_nobody_holds_go_with_their_sessions(action: Trace | Callback) -> None:
    probed = Probed(MODULE, [Probe(FunctionEntry(), action)])
    probed.call("run")
    session, store = ref(probed.session), ref(probed.store)
    del probed
    gc.collect()
    assert session() is None
    assert store() is None


def test_callbacks_are_called_though_nobody_holds_the_session() -> None:
    seen: list[str] = []
    probe = Probe(FunctionEntry(), Callback(lambda happening: seen.append("run")))
    instrumented = instrument(bytes(wasmtime.wat2wasm(MODULE)), [probe])
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, instrumented.module_bytes), [])
    Session(instrumented, store, instance)
    gc.collect()
    run = instance.exports(store)["run"]
    assert isinstance(run, wasmtime.Func)
    run(store)
    assert seen == ["run"]
