"""Real programs give the same output with probes in their modules, and the probes count."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import wasmtime
from binaries import HERE, Binary, binaries, node

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.fixed_world import FixedWorld
from weft.runtime_probes.host import Session
from weft.runtime_probes.instrument import Instrumented, instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.running import attached

SECONDS = 600
FEWEST_SITES = 1000  # that any of the programs reaches
ADDER = "module adder(input [3:0] a, b, output [4:0] s); assign s = a + b; endmodule\n"
Output = tuple[int, bytes, bytes]
of_node = [binary for binary in binaries() if binary.program]
of_wasi = [binary for binary in binaries() if binary.wasi]


def ran(binary: Binary, fetched: Path, **settings: str) -> Output:
    """Run a program under node; return how it ended, and what it wrote."""
    program, *arguments = binary.program
    command = [node(fetched), "--require", HERE / "swap.cjs", HERE / "programs" / program, *arguments]
    ended = subprocess.run(command, cwd=fetched, capture_output=True, timeout=SECONDS, env={**os.environ, **settings})
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize("binary", of_node, ids=lambda binary: binary.name)
def test_a_program_under_node_does_the_same(binary: Binary, fetched: Path, tmp_path: Path) -> None:
    plain = ran(binary, fetched)
    assert plain[0] == 0, plain[2]
    assert plain[1]
    probed, counts = tmp_path / "probed.wasm", tmp_path / "counts.json"
    probed.write_bytes(instrument(binary.read(fetched), [Probe(BlockEntry(), Count())]).module_bytes)
    settings = {"WEFT_ORIGINAL_SHA256": binary.sha256, "WEFT_PROBED": str(probed), "WEFT_COUNTS": str(counts)}
    assert ran(binary, fetched, **settings) == plain
    seen = json.loads(counts.read_text())
    assert seen["sites"] > FEWEST_SITES
    assert seen["total"] > seen["sites"]


def ran_under_wasi(binary: Binary, instrumented: Instrumented, folder: Path) -> tuple[Output, Session]:
    """Run a program under WASI, compiled without optimizations: it is large."""
    config = wasmtime.Config()
    config.cranelift_opt_level = "none"
    engine = wasmtime.Engine(config)
    store, linker = wasmtime.Store(engine), wasmtime.Linker(engine)
    linker.define_wasi()
    FixedWorld().define(linker)
    wasi = wasmtime.WasiConfig()
    wasi.argv = list(binary.wasi)
    wasi.preopen_dir(str(folder), "/design")
    wasi.stdout_file, wasi.stderr_file = str(folder / "stdout"), str(folder / "stderr")
    store.set_wasi(wasi)
    session = attached(instrumented, store, linker)
    with pytest.raises(wasmtime.ExitTrap) as ended:
        session.call("_start")
    return (ended.value.code, (folder / "stdout").read_bytes(), (folder / "stderr").read_bytes()), session


@pytest.mark.parametrize("binary", of_wasi, ids=lambda binary: binary.name)
def test_a_program_under_wasi_does_the_same(binary: Binary, fetched: Path, tmp_path: Path) -> None:
    (tmp_path / "adder.v").write_text(ADDER)
    probe = Probe(BlockEntry(), Count())
    data = binary.read(fetched)
    plain, _ = ran_under_wasi(binary, instrument(data, []), tmp_path)
    probed, session = ran_under_wasi(binary, instrument(data, [probe]), tmp_path)
    assert plain[0] == 0
    assert plain[1]
    assert probed == plain
    counts = [number for count in session.counts(probe) for number in count.counts]
    assert sum(map(bool, counts)) > FEWEST_SITES
    assert sum(counts) > len(counts)
