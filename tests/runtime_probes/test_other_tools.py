"""Each monitor of Wizard and each hook of Wasabi has an answer, and the answers are true."""

from collections import Counter
from typing import Any

import pytest
import wasmtime
from probed import Probed

from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.events import EVENTS
from weft.runtime_probes.other_tools import NOT_HERE, WASABI, WIZARD, Hook
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.probes import PROBES
from weft.runtime_probes.readings import Happening

EVERYTHING = """(module
  (memory 1) (global $other i32 (i32.const 9)) (global $total (mut i32) (i32.const 5))
  (func $begin) (start $begin)
  (func $pick (param i32) (result i32)
    (block (block (br_table 0 1 (local.get 0))) (return (i32.const 7)))
    (i32.const 8))
  (func (export "run") (local i32 i32)
    nop
    (local.set 1 (i32.const 4))
    (local.set 0 (i32.add (i32.const 2) (i32.const 3)))
    (drop (i32.eqz (i32.const 0)))
    (drop (f64.mul (f64.neg (f64.const 1)) (f64.const 2)))
    (i32.store (i32.const 8) (local.get 0))
    (drop (i32.load (i32.const 8)))
    (drop (call $pick (i32.const 1)))
    (drop (call $pick (i32.const 0)))
    (drop (select (i32.const 1) (i32.const 2) (local.get 0)))
    (global.set $total (global.get $total))
    (drop (memory.grow (i32.const 1)))
    (drop (memory.size))
    (if (local.get 0) (then (block (br 0))))
    (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "fail") unreachable))"""


def test_every_monitor_of_wizard_is_answered_once() -> None:
    answered = Counter(name for monitor in PROBES for name in monitor.wizard)
    assert answered.keys() | NOT_HERE.keys() == WIZARD.keys()
    assert answered.keys().isdisjoint(NOT_HERE)


def happened(event: str, values: tuple[str, ...]) -> list[Happening]:
    """Return what a probe at an event recorded, which is given as Python has it."""
    names: Any = {each.__name__: each for each in EVENTS}
    probed = Probed(EVERYTHING, [Probe(eval(event, names), Trace(**dict.fromkeys(values, 8)))])
    probed.call("run")
    with pytest.raises(wasmtime.Trap):
        probed.call("fail")
    return list(probed.session.happenings())


@pytest.mark.parametrize("hook", WASABI, ids=lambda hook: hook.name)
def test_events_tell_what_a_hook_of_wasabi_does(hook: Hook) -> None:
    found = [happened(event, hook.seen) for event in hook.events]
    assert all(found)
    seen = [any(each.values[at] for events in found for each in events) for at in range(len(hook.seen))]
    assert dict(zip(hook.seen, seen, strict=True)) == dict.fromkeys(hook.seen, True)
