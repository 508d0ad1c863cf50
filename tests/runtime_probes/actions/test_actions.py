"""Actions that alter what a module does, and those that tell Python of it."""

import gc
from collections.abc import Callable

import pytest
from probed import Probed

from weft.runtime_probes.action import Action
from weft.runtime_probes.actions.batched import Batched
from weft.runtime_probes.actions.callback import Callback
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.omit import Omit
from weft.runtime_probes.actions.replace import Replace
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.binary.malformed import MalformedModule
from weft.runtime_probes.event import Event
from weft.runtime_probes.events.after_instruction import AfterInstruction
from weft.runtime_probes.events.before_instruction import BeforeInstruction
from weft.runtime_probes.events.function_entry import FunctionEntry
from weft.runtime_probes.events.instead import Instead
from weft.runtime_probes.events.loop_iteration import LoopIteration
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.readings import Happening
from weft.runtime_probes.switching import Switching

MODULE = """(module
  (memory 1)
  (func (export "sub") (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
  (func (export "store") (param i32) (result i32)
    (i32.store (i32.const 0) (local.get 0)) (i32.load (i32.const 0)))
  (func (export "vector") (result i64)
    (i64x2.extract_lane 1 (i64x2.add (v128.const i64x2 1 2) (v128.const i64x2 3 4))))
  (func (export "reference") (result i32) (ref.is_null (ref.func 0)))
  (func (export "three") (local i32)
    (local.set 0 (i32.const 3))
    (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))"""


def swapped(happening: Happening) -> tuple[int | float, ...]:
    """Return two operands the other way round."""
    return happening.values[1], happening.values[0]


@pytest.mark.parametrize("switching", Switching, ids=lambda switching: switching.name)
@pytest.mark.parametrize(
    ("event", "action", "expected"),
    [
        (BeforeInstruction("i32.sub"), Replace(swapped, "operand0", "operand1"), -7),
        (AfterInstruction("i32.sub"), Replace(lambda happening: int(happening.values[0]) * 2, "result0"), 14),
        (Instead("i32.sub"), Replace(lambda happening: int(sum(happening.values)), "operand0", "operand1"), 13),
        (Instead("i32.sub"), Replace(lambda happening: (5,)), 5),
        (Instead("i32.sub"), Omit(), 0),
        (Instead("i32.sub"), Count(), 0),
        (FunctionEntry(), Callback(lambda happening: 99, "argument0"), 7),
    ],
)
def test_what_an_action_does_to_a_subtraction(
    event: Event, action: Action, expected: int, switching: Switching
) -> None:
    probed = Probed(MODULE, [Probe(event, action)], switching)
    assert probed.call("sub", 10, 3) == expected


@pytest.mark.parametrize("switching", [Switching.AT_CALLS, Switching.AT_ONCE])
def test_an_instruction_runs_where_what_replaces_it_is_off(switching: Switching) -> None:
    probed = Probed(MODULE, [Probe(Instead("i32.sub"), Omit())], switching)
    assert probed.call("sub", 10, 3) == 0
    probed.session.disable()
    assert probed.call("sub", 10, 3) == 7


def test_an_instruction_without_results_is_left_out() -> None:
    assert Probed(MODULE, [Probe(Instead("i32.store"), Omit())]).call("store", 5) == 0


def test_vectors_are_replaced_by_two_integers() -> None:
    probed = Probed(MODULE, [Probe(Instead("i64x2.add"), Replace(lambda happening: (11, 12)))])
    assert probed.call("vector") == 12


def test_nothing_stands_for_a_reference_that_is_never_null() -> None:
    with pytest.raises(MalformedModule, match=r"nothing can stand for ref\.func"):
        Probed(MODULE, [Probe(Instead("ref.func"), Omit())])


@pytest.mark.parametrize("name", ["br_if", "end", "return_call"])
def test_what_steers_is_not_replaced(name: str) -> None:
    with pytest.raises(ValueError, match="steers"):
        Instead(name)


def test_two_probes_do_not_replace_one_instruction() -> None:
    with pytest.raises(ValueError, match="two probes"):
        Probed(MODULE, [Probe(Instead("i32.sub"), Omit()), Probe(Instead("i32.sub"), Omit())])


@pytest.mark.parametrize("event", [BeforeInstruction, AfterInstruction, Instead])
def test_an_unknown_opcode_is_refused(event: Callable[[str], Event]) -> None:
    with pytest.raises(ValueError, match=r"no opcode 'i32\.plus'"):
        event("i32.plus")


def test_what_a_callback_raises_ends_the_run() -> None:
    def fail(happening: Happening) -> None:
        raise RuntimeError("enough")

    probed = Probed(MODULE, [Probe(FunctionEntry(), Callback(fail))])
    with pytest.raises(RuntimeError, match="enough"):
        probed.call("sub", 1, 1)


def test_callbacks_outlive_the_session() -> None:
    seen: list[Happening] = []
    probed = Probed(MODULE, [Probe(FunctionEntry(), Callback(seen.append))])
    del probed.session
    gc.collect()
    probed.call("sub", 1, 1)
    assert len(seen) == 1


def test_batches_come_in_order_and_apart_from_what_is_kept() -> None:
    seen: list[Happening] = []
    batched = Probe(LoopIteration(), Batched(seen.extend))
    traced = Probe(BeforeInstruction("br_if"), Trace(operand0=4))
    probed = Probed(MODULE, [batched, traced])
    probed.call("three")
    assert [happening.values for happening in probed.session.happenings()] == [(2,), (1,), (0,)]
    assert [happening.probe for happening in seen] == [0, 0, 0]


def test_all_bytes_of_a_field_are_written() -> None:
    """A ring that is used again holds older records, of which nothing may be left."""
    wide = Probe(BeforeInstruction("i64x2.add"), Trace(operand1=16))
    narrow = Probe(BeforeInstruction("i32.sub"), Trace(operand1=16, nothing=16))
    probed = Probed(MODULE, [wide, narrow])
    for _ in range(2):
        probed.call("vector")
        probed.session.flush()
        probed.call("sub", 10, 3)
        probed.session.flush()
    values = [happening.values for happening in probed.session.happenings()]
    assert values == [(3, 4), (3, 0, 0, 0)] * 2


def test_records_have_fields_of_known_sizes() -> None:
    with pytest.raises(ValueError, match="operand0 is recorded in 4, 8 or 16 bytes, not in 3"):
        Trace(operand0=3)
