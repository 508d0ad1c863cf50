"""Programs with probes run nearly as fast as without: six kernels and Lua, beside what the engine's own fuel costs.

Others' figures, as ratios of the uninstrumented run, means being geometric. Wizard, measured by us on seven programs
like these (built from its source of August 2026, with its intrinsics, over its own plain run): blocks 0.99-1.30;
branches 1.9-3.0, mean 2.4; coverage 30-111; coverage of blocks alone 2.1-21.6, mean 4.4; of each instruction, hotness
2.0-7.6. Wasabi, as its authors published (PolyBench in Firefox, 2018), means: beginnings of blocks 4.5; branch coverage
6.7; all hooks, and so each instruction, 99.9.
"""

import importlib.util
from collections.abc import Callable, Mapping, Sequence

import pytest
from kernel_modules import NAMES, kernel_module, lua_module
from wasm_runs import PLAIN, Runnable, Setting, geometric_mean, times

from weft.runtime_probes.actions.tally import Tally
from weft.runtime_probes.actions.trace import Trace
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.events.before_instruction import BeforeInstruction
from weft.runtime_probes.events.branch import BranchDecision
from weft.runtime_probes.instruction_counts import BLOCKS, ENTERED, INSTRUCTIONS
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.probes.branches import Branches
from weft.runtime_probes.switching import Switching

ROUNDS = 15
PLACEMENTS = 8
MILLION_EVENTS_A_SECOND = 100.0
DECISIONS = Probe(BranchDecision(), Tally(), name="decisions")
STREAM = Probe(BeforeInstruction(), Trace(), name="stream")


def always(probe: Probe) -> Callable[[bytes], Sequence[Probe]]:
    """Return what puts one probe into any module."""
    return lambda data: (probe,)


def branches(data: bytes) -> Sequence[Probe]:
    """Return the probes of the monitor of branches."""
    return Branches().probes(Contents(read(data)))


FLAGS = Setting("block flags", always(ENTERED))
COUNTS = Setting("block counts", always(BLOCKS))
BRANCHES = Setting("branches", branches)
TALLIES = Setting("each decision", always(DECISIONS))
OFF = Setting("all off", always(BLOCKS), Switching.AT_CALLS)
FUEL = Setting("engine's fuel", has_fuel=True)
BARS: Mapping[Setting, float | None] = {FLAGS: 1.10, COUNTS: 1.25, BRANCHES: 1.40, TALLIES: 1.40, OFF: 1.02, FUEL: None}

# Each instruction, under each way in which probes of a module are switched, and recorded in the ring.
EACH = (
    Setting("woven in", always(INSTRUCTIONS)),
    Setting("at calls, off", always(INSTRUCTIONS), Switching.AT_CALLS),
    Setting("at calls, on", always(INSTRUCTIONS), Switching.AT_CALLS, is_on=True),
    Setting("at once, off", always(INSTRUCTIONS), Switching.AT_ONCE),
    Setting("at once, on", always(INSTRUCTIONS), Switching.AT_ONCE, is_on=True),
    Setting("into the ring", always(STREAM)),
)


def mean(seconds: Sequence[float]) -> float:
    """Return the mean of the times at all placements."""
    return sum(seconds) / len(seconds)


def row(name: str, cells: Sequence[str]) -> None:
    """Print a row of a table."""
    print(f"  {name:<16}" + "".join(f"{cell:>15}" for cell in cells))


def table(
    programs: Mapping[str, bytes], settings: Sequence[Setting], placements: int, rounds: int
) -> tuple[list[float], list[float]]:
    """Time programs and print their ratios; return the geometric means: of mean times, and of best placements."""
    print()
    row("", ["plain, ms", *(setting.name for setting in settings)])
    usual: list[list[float]] = []
    best: list[list[float]] = []
    for name, data in programs.items():
        taken = times(data, [PLAIN, *settings], placements, rounds)
        plain = taken[PLAIN.name]
        usual.append([mean(taken[setting.name]) / mean(plain) for setting in settings])
        best.append([min(taken[setting.name]) / min(plain) for setting in settings])
        row(name, [f"{mean(plain) * 1000:.2f}", *(f"{ratio:.3f}" for ratio in usual[-1])])
    means = [[geometric_mean(column) for column in zip(*ratios, strict=True)] for ratios in (usual, best)]
    row("geometric mean", ["", *(f"{ratio:.3f}" for ratio in means[0])])
    row("best placements", ["", *(f"{ratio:.3f}" for ratio in means[1])])
    return means[0], means[1]


def test_probes_cost_little() -> None:
    if importlib.util.find_spec("ziglang") is None:
        pytest.skip("Lua is compiled with ziglang, which is not installed")
    programs = {**{name: kernel_module(name) for name in NAMES}, "lua": lua_module()}
    usual, best = table(programs, list(BARS), PLACEMENTS, ROUNDS)
    row("bar", ["", *("" if bar is None else f"{bar:.2f}" for bar in BARS.values())])
    for bar, *seen in zip(BARS.values(), usual, best, strict=True):
        assert bar is None or max(seen) <= bar


def test_each_instruction_is_seen_at_a_price() -> None:
    programs = {name: kernel_module(name) for name in NAMES}  # with all its instructions Lua compiles for minutes
    usual, _ = table(programs, EACH, placements=4, rounds=3)
    off_at_calls = usual.pop(1)
    assert off_at_calls < min(usual)
    row("", ["", "million a second"])
    for name, data in programs.items():
        seconds = times(data, [EACH[-1]], placements=1, rounds=3)[EACH[-1].name][0]
        row(name, ["", f"{million_instructions(data) / seconds:,.0f}"])
        assert million_instructions(data) / seconds >= MILLION_EVENTS_A_SECOND


def million_instructions(data: bytes) -> float:
    """Return how many instructions a kernel runs."""
    counted = Runnable(data, EACH[0])
    counted.run()
    assert counted.session
    return sum(each.counts[0] for each in counted.session.counts(INSTRUCTIONS)) / 1e6
