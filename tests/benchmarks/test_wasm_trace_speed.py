"""Events go into the ring of a module at a hundred million a second, where a call of Python for each is far slower."""

import time
from collections.abc import Callable

import pytest
import wasmtime
from measuring import SLACK, report

from weft.runtime_probes.action import Action
from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.events.loop_iteration import LoopIteration
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

MILLION_EVENTS_A_SECOND = 100.0
ROUNDS = 10  # the best of them is taken, by the clock on the wall: that of the processor has shown what cannot be
# The innermost loop of a matrix product, whose every iteration is an event.
KERNEL = """(module
  (memory 2)
  (func (export "run") (param $size i32) (local $i i32) (local $j i32) (local $k i32) (local $sum f64)
    (loop $rows
      (local.set $j (i32.const 0))
      (loop $columns
        (local.set $k (i32.const 0)) (local.set $sum (f64.const 0))
        (loop $inner
          (local.set $sum (f64.add (local.get $sum) (f64.mul
            (f64.load (i32.and (i32.mul (local.get $i) (i32.const 8)) (i32.const 0xfff8)))
            (f64.load (i32.and (i32.mul (local.get $k) (i32.const 8)) (i32.const 0xfff8))))))
          (br_if $inner (i32.lt_u (local.tee $k (i32.add (local.get $k) (i32.const 1))) (local.get $size))))
        (f64.store (i32.const 65536) (local.get $sum))
        (br_if $columns (i32.lt_u (local.tee $j (i32.add (local.get $j) (i32.const 1))) (local.get $size))))
      (br_if $rows (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $size))))))"""


def events(size: int) -> int:
    """Return how often the kernel's loops go round."""
    return size + size**2 + size**3


def seconds(size: int, action: Action | None) -> float:
    """Return how long the kernel takes with an event for each round of its loops."""
    probes = [Probe(LoopIteration(), action)] if action else []
    instrumented = instrument(bytes(wasmtime.wat2wasm(KERNEL)), probes)
    store = wasmtime.Store()
    module = wasmtime.Module(store.engine, instrumented.module_bytes)
    instance = wasmtime.Instance(store, module, [])
    session = Session(instrumented, store, instance, most=64 << 20)
    run = instance.exports(store)["run"]
    assert isinstance(run, wasmtime.Func)
    started = time.perf_counter()
    run(store, size)
    session.flush()
    return time.perf_counter() - started


@pytest.mark.parametrize(
    ("name", "make", "size", "target"),
    [
        ("into the ring", Trace, 250, MILLION_EVENTS_A_SECOND),
        ("to Python, one by one", lambda: Callback(lambda happening: None), 90, 0.0),
    ],
)
def test_events_are_recorded_quickly(name: str, make: Callable[[], Action], size: int, target: float) -> None:
    taken = min(seconds(size, make()) for _ in range(ROUNDS))
    plain = min(seconds(size, None) for _ in range(ROUNDS))
    seen = events(size) / taken / 1e6
    report({f"{name} ({taken / max(plain, 1e-6):.1f} times the plain run)": (seen, target)}, "M/s")
    assert seen * SLACK >= target
