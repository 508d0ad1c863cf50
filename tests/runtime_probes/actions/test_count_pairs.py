"""Pairs of values are counted in a table of the module."""

import pytest
from probed import Probed

from weft.runtime_probes.actions.count_pairs import CountPairs
from weft.runtime_probes.events.indirect_call import IndirectCall
from weft.runtime_probes.pair_readings import pairs
from weft.runtime_probes.probe import Probe

TEXT = """(module
  (type $step (func))
  (table funcref (elem $f0 $f1 $f2 $f3 $f4))
  (func $f0) (func $f1) (func $f2) (func $f3) (func $f4)
  (func (export "run") (local i32)
    (loop
      (call_indirect (type $step) (i32.rem_u (local.get 0) (i32.const 5)))
      (local.set 0 (i32.add (local.get 0) (i32.const 1)))
      (br_if 0 (i32.lt_u (local.get 0) (i32.const 102))))))"""


def counted(bits: int) -> dict[int, int]:
    """Return how often each callee was called, by its index; what found no room has -1."""
    action = CountPairs("caller", "callee", bits)
    probed = Probed(TEXT, [Probe(IndirectCall(), action)])
    probed.call("run")
    found = [numbers for _, numbers in pairs(probed.session, action)]
    return {key & 0xFFFFFFFF if key else -1: count for key, count in found if count}


@pytest.mark.parametrize("bits", [3, 4, 16])
def test_each_pair_has_its_number(bits: int) -> None:
    assert counted(bits) == {0: 21, 1: 21, 2: 20, 3: 20, 4: 20}


def test_what_finds_no_room_is_counted_together() -> None:
    found = counted(2)
    assert len(found) == 5 and found.keys() - {0, 1, 2, 3, 4} == {-1}
    assert sum(found.values()) == 102


def test_nothing_is_told_where_the_probe_was_not_put_in() -> None:
    assert list(pairs(Probed(TEXT, []).session, object())) == []
