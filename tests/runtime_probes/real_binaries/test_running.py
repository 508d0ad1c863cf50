"""Real programs give the same output with probes in their modules, and the probes count."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from binaries import HERE, Binary, binaries, node

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.running import Program, Run, run

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


@pytest.mark.parametrize("binary", of_wasi, ids=lambda binary: binary.name)
def test_a_program_under_wasi_does_the_same(binary: Binary, fetched: Path, tmp_path: Path) -> None:
    (tmp_path / "adder.v").write_text(ADDER)
    probe = Probe(BlockEntry(), Count())
    program = Program(binary.wasi, directories={"/work": tmp_path}, fixed_world=True)
    ended: list[Run] = [run(instrument(binary.read(fetched), probes), program) for probes in ([], [probe])]
    plain, probed = ((each.exit_code, each.trap, each.stdout, each.stderr) for each in ended)
    assert plain[:2] == (0, "")
    assert plain[2]
    assert probed == plain
    counts = [number for count in ended[1].session.counts(probe) for number in count.counts]
    assert sum(map(bool, counts)) > FEWEST_SITES
    assert sum(counts) > len(counts)
