"""The compiled kernels that benchmarks time are read back as they are, and compute the same with probes."""

from pathlib import Path

import pytest
import wasmtime

from weft.runtime_probes.actions.tally import Tally
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.events.branch import BranchDecision
from weft.runtime_probes.host import Session
from weft.runtime_probes.instruction_counts import BLOCKS, ENTERED
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

KERNELS = sorted((Path(__file__).parent.parent / "benchmarks" / "kernels").glob("*.wasm"))
DECISIONS = Probe(BranchDecision(), Tally(), name="decisions")


def result(data: bytes) -> object:
    """Return what the plain module gives."""
    store = wasmtime.Store()
    run = wasmtime.Instance(store, wasmtime.Module(store.engine, data), []).exports(store)["run"]
    assert isinstance(run, wasmtime.Func)
    return run(store)


def run(data: bytes, *probes: Probe) -> tuple[Session, object]:
    """Return the session of a module with probes after it ran, and what it gave."""
    instrumented = instrument(data, probes)
    store = wasmtime.Store()
    instance = wasmtime.Instance(store, wasmtime.Module(store.engine, instrumented.module_bytes), [])
    session = Session(instrumented, store, instance)
    return session, session.call("run")


def test_there_is_each_kernel_that_has_a_source() -> None:
    assert [path.stem for path in KERNELS] == sorted(path.stem for path in KERNELS[0].parent.glob("*.c"))


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_kernels_are_read_back(path: Path) -> None:
    assert write(read(path.read_bytes())) == path.read_bytes()


@pytest.mark.parametrize("path", KERNELS, ids=lambda path: path.stem)
def test_kernels_compute_the_same_with_probes(path: Path) -> None:
    data = path.read_bytes()
    counting, counted = run(data, BLOCKS)
    flagging, flagged = run(data, ENTERED)
    _, decided = run(data, DECISIONS)
    assert counted == flagged == decided == result(data)
    counts = [each.counts[0] > 0 for each in counting.counts(BLOCKS)]
    assert counts == [each.counts[0] > 0 for each in flagging.counts(ENTERED)]
    assert all(counts[:2])
