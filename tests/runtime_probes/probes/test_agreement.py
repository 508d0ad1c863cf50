"""Monitors that look at a run in different ways agree on it."""

from collections import Counter
from collections.abc import Sequence

import pytest
import wasmtime
from generated_modules import EXPRESSIONS, PARTS
from hypothesis import given, settings
from hypothesis import strategies as st
from monitored import told
from probed import Probed

from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.probes.blocks import Blocks
from weft.runtime_probes.probes.branches import Branches
from weft.runtime_probes.probes.bytecodes import Bytecodes
from weft.runtime_probes.probes.callgraph import CallGraph
from weft.runtime_probes.probes.calls import Calls
from weft.runtime_probes.probes.contexts import Contexts
from weft.runtime_probes.probes.controlflow import ControlFlow
from weft.runtime_probes.probes.coverage import Coverage
from weft.runtime_probes.probes.functions import Functions
from weft.runtime_probes.probes.hotness import Hotness
from weft.runtime_probes.probes.instructions import Instructions
from weft.runtime_probes.probes.loops import Loops
from weft.runtime_probes.probes.opcodes import Opcodes
from weft.runtime_probes.probes.paths import Paths
from weft.runtime_probes.switching import Switching
from weft.runtime_probes.table import Table

ALL = (
    Blocks,
    Branches,
    Bytecodes,
    CallGraph,
    Calls,
    Contexts,
    ControlFlow,
    Coverage,
    Hotness,
    Instructions,
    Loops,
    Opcodes,
    Paths,
)
RECURSIVE = """(module
  (type $step (func (param i32) (result i32)))
  (table funcref (elem $left $right $tail))
  (func $left (param i32) (result i32) (call $walk (local.get 0)))
  (func $right (param i32) (result i32)
    (if (result i32) (local.get 0) (then (call $walk (local.get 0))) (else (i32.const 1))))
  (func $tail (param i32) (result i32) (return_call $right (local.get 0)))
  (func $walk (param i32) (result i32)
    (if (i32.eqz (local.get 0)) (then (return (i32.const 1))))
    (i32.add
      (call_indirect (type $step) (i32.sub (local.get 0) (i32.const 1)) (i32.rem_u (local.get 0) (i32.const 3)))
      (return_call_indirect (type $step) (i32.sub (local.get 0) (i32.const 1)) (i32.const 2))))
  (func (export "run") (drop (call $walk (i32.const 9)))))"""
CAUGHT = """(module
  (tag $failed)
  (func $fail (param i32) (if (local.get 0) (then (throw $failed))))
  (func $try (param i32)
    (block $caught (try_table (catch $failed $caught) (call $fail (local.get 0)) (call $fail (i32.const 0)))))
  (func (export "run") (call $try (i32.const 0)) (call $try (i32.const 1)) (call $try (i32.const 0))))"""

LOOPING = """(module
  (tag $failed)
  (func $inner (param i32) (result i32) (local i32)
    (loop $outer
      (local.set 1 (i32.const 3))
      (loop $first (br_if $first (local.tee 1 (i32.sub (local.get 1) (i32.const 1)))))
      (loop $second
        (if (i32.eq (local.get 0) (i32.const 7)) (then (return (i32.const 1))))
        (block $b (block $a (br_table $a $second $b (local.get 1)))
          (local.set 1 (i32.add (local.get 1) (i32.const 2))) (br $second))
        (if (i32.eq (local.get 0) (i32.const 5)) (then (drop (call $inner (i32.const 2)))))
        (if (i32.eq (local.get 0) (i32.const 4)) (then (throw $failed))))
      (br_if $outer (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (i32.const 0))
  (func (export "run")
    (drop (call $inner (i32.const 3)))
    (block $caught (try_table (catch $failed $caught) (drop (call $inner (i32.const 6)))))
    (drop (call $inner (i32.const 7)))))"""


def numbers(table: Table) -> dict[tuple[str | int, ...], tuple[int, ...]]:
    """Return the rows of a table by their keys."""
    return dict(table.rows)


@pytest.mark.parametrize("text", [RECURSIVE, CAUGHT], ids=["recursive", "caught"])
def test_contexts_agree_with_the_call_graph_and_with_blocks(text: str) -> None:
    (contexts,), (graph,), (blocks,) = told([Contexts(), CallGraph(exact=True), Blocks()], text, "run")
    edges: Counter[tuple[str, str]] = Counter()
    for (path,), (calls, _, _) in contexts.rows:
        *outer, function = str(path).split(";")
        edges[outer[-1] if outer else "outside", function] += calls
    told_edges = {(str(key[1]), str(key[3])): count for key, (count,) in graph.rows}
    if text == CAUGHT:  # elsewhere, a tail call leaves its function before the callee is entered
        assert edges == told_edges
    entered = sum(int(key[3]) * count for key, (count,) in blocks.rows)
    assert sum(row[1][1] for row in contexts.rows) == entered
    assert contexts.rows[0][1][2] == entered


def test_contexts_below_the_depth_count_for_what_called_them() -> None:
    (deep,), (flat,) = (told([Contexts(depth=depth)], RECURSIVE, "run")[0] for depth in (200, 2))
    upper = {key: counts for key, counts in deep.rows if str(key[0]).count(";") < 2}
    assert 1 < len(upper) < len(deep.rows)
    assert numbers(flat).keys() == upper.keys()
    for key, (calls, instructions, in_all) in flat.rows:
        assert (calls, in_all) == (upper[key][0], upper[key][2])
        assert instructions == (in_all if ";" in str(key[0]) else upper[key][1])


def test_contexts_without_room_are_told_together() -> None:
    (some,), (all_of_them,) = (told([Contexts(bits=bits)], RECURSIVE, "run")[0] for bits in (2, 16))
    assert len(some.rows) < len(all_of_them.rows)
    assert any("no room" in str(path) for (path,), _ in some.rows)
    for position in (0, 1):
        assert sum(row[1][position] for row in some.rows) == sum(row[1][position] for row in all_of_them.rows)


def test_contexts_of_some_functions_leave_others_out() -> None:
    (table,) = told([Contexts(functions="r*")], RECURSIVE, "run")[0]
    assert {name for (path,), _ in table.rows for name in str(path).split(";")} == {"run", "right"}


@pytest.mark.parametrize("switching", [Switching.AT_CALLS, Switching.AT_ONCE], ids=lambda each: each.name)
def test_contexts_can_be_switched(switching: Switching) -> None:
    monitor = Contexts()
    entries, costs, exits = probes = monitor.probes(Probed(RECURSIVE, []).instrumented.contents)
    probed = Probed(RECURSIVE, probes, switching)
    probed.session.disable(entries)
    probed.call("run")
    assert not monitor.tables(probed.session)[0].rows
    probed.session.enable()
    probed.call("run")
    assert monitor.tables(probed.session) == told([Contexts()], RECURSIVE, "run")[0]
    for probe in (entries, costs, exits):
        probed.session.disable(probe)
    probed.call("run")
    assert monitor.tables(probed.session) == told([Contexts()], RECURSIVE, "run")[0]


def test_contexts_are_of_a_sensible_size() -> None:
    with pytest.raises(ValueError, match="from 1 to 24 bits"):
        Contexts(bits=40)


def test_indirect_calls_are_all_told() -> None:
    (sites, callees), (entries,) = told([Calls(), Functions(unused=False)], RECURSIVE, "run")
    by_site: Counter[tuple[str | int, ...]] = Counter()
    for key, (count,) in callees.rows:
        by_site[key[:3]] += count
    assert by_site == {key[:3]: count for key, (count,) in sites.rows if "indirect" in str(key[3])}
    into = Counter(
        int(str(key[3]).split()[1]) for key, (count,) in sites.rows for _ in range(count) if " " in str(key[3])
    )
    for key, (count,) in callees.rows:
        into[int(key[3])] += count
    into[4] += 1  # from the host
    assert into == {int(key[0]): count for key, (count,) in entries.rows}


def test_every_iteration_of_a_loop_is_on_one_of_its_paths() -> None:
    (paths,), (loops,), (_, targets) = told([Paths(), Loops(), Branches()], LOOPING, "run")
    iterations: Counter[tuple[str | int, ...]] = Counter()
    passed: Counter[tuple[str, str]] = Counter()
    for key, (count,) in paths.rows:
        iterations[key[:3]] += count
        for step in str(key[3]).split():
            offset, _, outcome = step.partition("=")
            passed[offset, outcome] += count
    assert iterations == {key: made for key, (_, made) in loops.rows}
    chosen = {(str(key[2]), str(key[3]).replace("default", "2")): count for key, (count,) in targets.rows if count}
    assert chosen and chosen.items() <= passed.items()


DISPATCHING = """(module
  (func $twice (param i32) (block (block (br_table 0 1 (local.get 0)))))
  (func (export "run") (block (br_table 0 0 (i32.const 5))) (call $twice (i32.const 0)) (call $twice (i32.const 3))))"""


def test_bytecodes_are_the_targets_of_the_busiest_or_the_chosen_br_table() -> None:
    (_, targets), (busiest,) = told([Branches(), Bytecodes()], DISPATCHING, "run")
    places = list(dict.fromkeys(str(key[2]) for key, _ in targets.rows))
    assert len(places) == 2
    (chosen,) = told([Bytecodes(place=int(places[1], 16))], DISPATCHING, "run")[0]
    for table, place in zip((busiest, chosen), places, strict=True):
        assert numbers(table) == {key: count for key, count in targets.rows if key[2] == place and count[0]}
    assert told([Bytecodes(place=1)], DISPATCHING, "run")[0][0].rows == ()


def test_exact_counts_leave_out_what_an_exception_skipped() -> None:
    derived, exact = told([Instructions(), Instructions(exact=True)], CAUGHT, "run")
    assert numbers(derived[0])[1, "try"] == (26,)
    assert numbers(exact[0])[1, "try"] == (23,)


@settings(max_examples=25, deadline=None)
@given(EXPRESSIONS, st.booleans())
def test_tables_of_generated_modules_add_up(expression: str, is_exact: bool) -> None:
    text = f"""(module {PARTS}
      (func $main (param i32 i32) (result i32) {expression})
      (func (export "run") (result i32) (call $main (i32.const 3) (i32.const 4))))"""
    monitors = [kind(exact=is_exact) for kind in (Instructions, Opcodes, Hotness, Branches)]
    try:
        tables = told([*monitors, Contexts()], text, "run")
    except wasmtime.Trap:
        return
    (instructions,), (opcodes,), (_, hotness), (branches, targets), (contexts,) = tables
    total = sum(row[1][0] for row in instructions.rows)
    assert total == sum(row[1][1] for row in opcodes.rows) == sum(row[1][0] for row in hotness.rows)
    assert total == sum(row[1][1] for row in contexts.rows)
    ran = {str(key[0]): counts[1] for key, counts in opcodes.rows}
    decided = Counter(str(key[3]) for key, counts in branches.rows for _ in range(sum(counts)))
    assert decided == {name: ran[name] for name in ("if", "br_if") if ran.get(name)}
    assert sum(row[1][0] for row in targets.rows) == ran.get("br_table", 0)


def test_every_offset_is_that_of_the_original_module() -> None:
    monitors: Sequence[Monitor] = [Hotness()]
    original = bytes(wasmtime.wat2wasm(RECURSIVE))
    _, hotness = told(monitors, RECURSIVE, "run")[0]
    calls = {original[int(str(key[2]), 16)] for key, _ in hotness.rows if key[3] == "call_indirect"}
    assert calls == {0x11}


@pytest.mark.parametrize("text", [RECURSIVE, CAUGHT], ids=["recursive", "caught"])
def test_monitors_tell_the_same_beside_others(text: str) -> None:
    monitors = [kind() for kind in ALL]
    assert told(monitors, text, "run") == [told([monitor], text, "run")[0] for monitor in monitors]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
@pytest.mark.parametrize("text", ["(module)", "(module (func))"], ids=["empty", "unnamed"])
def test_monitors_tell_of_modules_in_which_nothing_ran(text: str, kind: type[Monitor]) -> None:
    for table in told([kind()], text)[0]:
        assert not any(
            table.counts[at] not in ("all", "percent", "static") and number
            for _, numbers in table.rows
            for at, number in enumerate(numbers)
        )


def test_monitors_share_their_probes() -> None:
    contents = Probed(RECURSIVE, []).instrumented.contents
    probes = dict.fromkeys(probe for kind in ALL for probe in kind().probes(contents))
    assert sum(probe.name == "blocks" for probe in probes) == 1
    assert instrument(bytes(wasmtime.wat2wasm(RECURSIVE)), list(probes)).module_bytes
