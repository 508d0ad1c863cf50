"""Modules that people use get a count at each block quickly, beside binaryen, which only reads and writes them."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from measuring import environment, report
from msgspec import Struct, toml

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

HERE = Path(__file__).parent
MANIFEST = HERE.parent / "runtime_probes" / "real_binaries" / "binaries.toml"
MEGABYTES_A_SECOND = 10.0
TIMES_BINARYEN = 3.0
TIMES_THE_FILE = 8.0  # of memory
LEAST = 1_000_000  # bytes of a file, below which what is handed out in chunks hides what it takes
ROUNDS = 3


class Binary(Struct):
    """A module of the manifest."""

    name: str
    file: str


class Manifest(Struct):
    """Its modules, of which the benchmark needs no more."""

    binary: tuple[Binary, ...]


class Taken(NamedTuple):
    """Seconds: of the processors, and by the clock."""

    processor: float
    clock: float


every_binary = pytest.mark.parametrize(
    "binary", toml.decode(MANIFEST.read_bytes(), type=Manifest).binary, ids=lambda binary: binary.name
)


@pytest.fixture
def fetched() -> Path:
    """Return the folder that all was fetched to; skip the test where there is none."""
    found = Path(os.environ.get("WEFT_BINARIES", "build/real_binaries")).absolute()
    if not (found / "complete").is_file():
        pytest.skip(f"no modules in {found}: `make real-binaries` fetches them")
    return found


def taken_by_ours(data: bytes) -> Taken:
    """Return how long it takes from a module's bytes to those with probes."""
    started = Taken(time.process_time(), time.perf_counter())
    instrument(data, [Probe(BlockEntry(), Count())])
    return Taken(time.process_time() - started.processor, time.perf_counter() - started.clock)


def taken_by_binaryen(module: Path, out: Path, settings: dict[str, str]) -> Taken | None:
    """Return how long a module takes to be read and written; None where it is not accepted."""
    command = ["wasm-opt", "-all", str(module), "-o", str(out)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, env={**os.environ, **settings})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        return None
    return Taken(used.ru_utime + used.ru_stime, time.perf_counter() - started)


def least(taken: list[Taken]) -> Taken:
    """Return the least of several times."""
    return Taken(min(each.processor for each in taken), min(each.clock for each in taken))


def missed(speed: float, times_binaryen: list[float]) -> str:
    """Return which bars are missed; both are of the time of processors in one run, and none has slack."""
    slow = [f"{speed:.1f} MB/s is below {MEGABYTES_A_SECOND}"] if speed < MEGABYTES_A_SECOND else []
    behind = [f"{times:.2f} x is below {TIMES_BINARYEN}" for times in times_binaryen if times < TIMES_BINARYEN]
    return "MISSED: " + ", ".join(slow + behind) if slow + behind else ""


@every_binary
def test_real_modules_are_rewritten_quickly(binary: Binary, fetched: Path, tmp_path: Path) -> None:
    module = fetched / binary.file
    data = module.read_bytes()
    ours: list[Taken] = []
    theirs: dict[str, list[Taken]] = {"one core": [], "cores as they come": []}
    for _ in range(ROUNDS):
        ours.append(taken_by_ours(data))
        for name, settings in (("one core", {"BINARYEN_CORES": "1"}), ("cores as they come", {})):
            if shutil.which("wasm-opt") and (taken := taken_by_binaryen(module, tmp_path / "out.wasm", settings)):
                theirs[name].append(taken)
    best = least(ours)
    speed = len(data) / 1e6 / best.processor
    report({f"{binary.name}, {len(data) / 1e6:.1f} MB": (speed, MEGABYTES_A_SECOND)}, "MB/s")
    times_theirs: list[float] = []
    for name, times in theirs.items():
        if times:
            other = least(times)
            times_theirs.append(other.processor / best.processor)
            report({f"wasm-opt, {name}, by the clock": (other.clock / best.clock, TIMES_BINARYEN)}, "x")
            report({f"wasm-opt, {name}, processor": (times_theirs[-1], TIMES_BINARYEN)}, "x")
    print(f"  {missed(speed, times_theirs) or 'all bars are met'}; load average {os.getloadavg()[0]:.1f}")
    assert not missed(speed, times_theirs)


@every_binary
def test_rewriting_takes_little_memory(binary: Binary, fetched: Path) -> None:
    module = fetched / binary.file
    command = [sys.executable, HERE / "peak_memory.py", module]
    ended = subprocess.run(command, env=environment(), check=True, capture_output=True, text=True)
    before, after = json.loads(ended.stdout)
    figure = (after - before) / module.stat().st_size
    report({f"memory for {binary.name}": (figure, TIMES_THE_FILE)}, "x")
    assert figure <= TIMES_THE_FILE or module.stat().st_size < LEAST
