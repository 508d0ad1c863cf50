"""Which functions a probe is put into."""

import pytest
import wasmtime

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.where import Where, both, either, named, not_, numbered, of_module, using

MODULE = """(module $example
  (import "env" "log" (func))
  (memory 1)
  (func $main (drop (memory.grow (i32.const 1))))
  (func $helper_one (nop))
  (func (export "helper two") (nop)))"""


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (named("main"), {1}),
        (named("helper*"), {2, 3}),
        (named("main", "helper two"), {1, 3}),
        (named("env.*"), set[int]()),
        (numbered(2), {2}),
        (numbered(0, range(2, 10)), {2, 3}),
        (using("memory.grow"), {1}),
        (of_module("exam*"), {1, 2, 3}),
        (of_module("other"), set[int]()),
        (both(using("nop"), named("helper_*")), {2}),
        (either(named("main"), numbered(2)), {1, 2}),
        (not_(named("main")), {2, 3}),
    ],
)
def test_a_probe_is_put_where_it_is_wanted(where: Where, expected: set[int]) -> None:
    instrumented = instrument(bytes(wasmtime.wat2wasm(MODULE)), [Probe(FunctionEntry(), Count(), where)])
    assert {placed.function for placed in instrumented.placed} == expected
