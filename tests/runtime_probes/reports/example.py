"""A small run that the tests of reports share, and the C program whose coverage is known."""

from pathlib import Path

import wasmtime

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.tally import Tally
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.debug_lines import debug_lines
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.events.branch import BranchDecision
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.program import Program
from weft.runtime_probes.report import CodeCounts, Observed, Passage, StackCost, StackCosts, Timeline

DATA = Path(__file__).parent.parent / "data" / "coverage"
TEXT = """
(module $steps
  (import "host" "log" (func $log (param i32)))
  (memory 1)
  (global $total (mut i32) (i32.const 0))
  (func $step (export "step") (param $by i32) (result i32)
    local.get $by
    i32.eqz
    if (result i32)
      i32.const -1
    else
      global.get $total
      local.get $by
      i32.add
      global.set $total
      i32.const 4
      f64.const 0.5
      f64.store offset=8
      global.get $total
    end)
  (func $never (param i32) (result i32)
    block
      block
        local.get 0
        br_table 0 1
      end
      i32.const 1
      return
      i32.const 2
      drop
    end
    i32.const 3
    call $log
    i32.const 4)
  (func (export "run") (result i32) (local $left i32)
    i32.const 3
    local.set $left
    loop $again
      local.get $left
      call $step
      drop
      local.get $left
      i32.const 1
      i32.sub
      local.tee $left
      br_if $again
    end
    i32.const 0
    call $step))
"""
PASSAGES = (
    Passage(0, "main", True),
    Passage(10, "parse <x>", True),
    Passage(25, "read; all", True),
    Passage(35, "read; all", False),
    Passage(40, "parse <x>", False),
    Passage(50, "parse <x>", True),
    Passage(90, "main", False),
)
STACKS = (StackCost(("main",), 1, 35), StackCost(("main", "parse <x>"), 2, 45), StackCost(("main", "x 2"), 1, 0))


def ignore(number: int) -> None:
    """Do what a log does that nobody reads."""


def counted(module: bytes, export: str) -> CodeCounts:
    """Run an exported function, with zeros, and return how often its blocks ran and how its branches went."""
    blocks, branches = Probe(BlockEntry(), Count()), Probe(BranchDecision(), Tally())
    instrumented = instrument(module, [blocks, branches])
    store = wasmtime.Store()
    linker = wasmtime.Linker(store.engine)
    linker.define_func("host", "log", wasmtime.FuncType([wasmtime.ValType.i32()], []), ignore)
    instance = linker.instantiate(store, wasmtime.Module(store.engine, instrumented.module_bytes))
    session = Session(instrumented, store, instance)
    function = instance.exports(store)[export]
    assert isinstance(function, wasmtime.Func)
    function(store, *[0 for _ in function.type(store).params])
    return CodeCounts.of(session.counts(blocks), session.counts(branches))


def small_run(are_flags: bool = False) -> Observed:
    """Return a run of the small module, with stacks and times that nobody measured."""
    module = bytes(wasmtime.wat2wasm(TEXT))
    code = counted(module, "run")
    if are_flags:
        code = CodeCounts({spot: min(count, 1) for spot, count in code.counts.items()}, are_flags=True)
    program = Program("steps", Contents(read(module)))
    return Observed("steps run", program, code, StackCosts("nanoseconds", STACKS), Timeline(PASSAGES))


def shapes_run(version: int) -> Observed:
    """Return a run of the C program, built with a version of DWARF."""
    module = (DATA / f"shapes_dwarf{version}.wasm").read_bytes()
    contents = Contents(read(module))
    sources = {file.name: file.read_text(encoding="utf-8") for file in DATA.glob("*.[ch]")}
    program = Program("shapes", contents, debug_lines(contents.module), sources)
    return Observed("shapes", program, counted(module, "main"))
