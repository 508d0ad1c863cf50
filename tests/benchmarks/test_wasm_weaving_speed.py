"""Probes for every block are put into real programs quickly, and the engine accepts what comes of it."""

import os
import time
import tracemalloc
from pathlib import Path

import pytest
import wasmtime
from measuring import SLACK, report

from weft.runtime_probes.action import Action
from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.actions.flag import Flag
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

MEGABYTES_A_SECOND = 10.0
TIMES_THE_FILE = 8.0  # of memory
LARGEST = 4_000_000  # what is larger takes the engine too long to look at


def binaries() -> list[Path]:
    """Return the modules in the folder that WEFT_WASM_BINARIES names."""
    folder = os.environ.get("WEFT_WASM_BINARIES")
    found = sorted(Path(folder).rglob("*.wasm")) if folder else []
    return [path for path in found if 500_000 < path.stat().st_size < LARGEST]


@pytest.mark.parametrize("action", [Count(), Flag()], ids=["count", "flag"])
@pytest.mark.parametrize("path", binaries(), ids=lambda path: path.name)
def test_blocks_are_probed_quickly(path: Path, action: Action) -> None:
    data = path.read_bytes()
    probes = [Probe(BlockEntry(), action)]
    seconds: list[float] = []
    for _ in range(3):
        started = time.process_time()
        made = instrument(data, probes).module_bytes
        seconds.append(time.process_time() - started)
        wasmtime.Module.validate(wasmtime.Engine(), made)
    figure = len(data) / 1e6 / min(seconds)
    report({f"{type(action).__name__} of blocks in {path.name}": (figure, MEGABYTES_A_SECOND)}, "MB/s")
    assert figure * SLACK >= MEGABYTES_A_SECOND


@pytest.mark.parametrize("path", binaries(), ids=lambda path: path.name)
def test_probing_takes_little_memory(path: Path) -> None:
    data = path.read_bytes()
    tracemalloc.start()
    instrument(data, [Probe(BlockEntry(), Count())])
    peak = tracemalloc.get_traced_memory()[1] / len(data)
    tracemalloc.stop()
    report({f"memory for {path.name}": (peak, TIMES_THE_FILE)}, "x the file")
    assert peak <= TIMES_THE_FILE
