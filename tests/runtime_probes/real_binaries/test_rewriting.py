"""Real modules are read, rewritten with probes of several kinds, and accepted by an engine, names and all."""

import subprocess
from pathlib import Path

import pytest
import wasmtime
from binaries import Binary, binaries, node

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.binary.blocks import block_starts, cut_at_blocks
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.module import Module
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.monitoring import chosen, probes_of
from weft.runtime_probes.probe import Probe
from weft.runtime_probes.probes import PROBES
from weft.runtime_probes.switching import Switching

VALIDATE = "process.exit(WebAssembly.validate(require('fs').readFileSync(process.argv[1])) ? 0 : 1)"
WAYS = [
    ("coverage", Switching.NEVER),
    ("blocks", Switching.NEVER),
    ("branches", Switching.NEVER),
    ("calls", Switching.NEVER),
    ("blocks", Switching.AT_CALLS),
]
every_binary = pytest.mark.parametrize("binary", binaries(), ids=lambda binary: binary.name)


def check_valid(binary: Binary, module: bytes, fetched: Path, tmp_path: Path) -> None:
    """Raise where an engine does not accept a module: wasmtime, or V8 where that lacks something."""
    if not binary.refused:
        wasmtime.Module.validate(wasmtime.Engine(), module)
        return
    with pytest.raises(wasmtime.WasmtimeError, match="legacy_exceptions"):
        wasmtime.Module.validate(wasmtime.Engine(), module)
    file = tmp_path / "module.wasm"
    file.write_bytes(module)
    subprocess.run([node(fetched), "-e", VALIDATE, file], check=True, timeout=300)


def customs(module: Module) -> list[tuple[str, bytes]]:
    """Return the custom sections, those that speak of places in code and names aside."""
    spoken = (".debug_", "sourceMappingURL", "name")
    return [(each.name, each.content) for each in module.sections if each.name and not each.name.startswith(spoken)]


@every_binary
def test_what_is_read_is_written_byte_for_byte(binary: Binary, fetched: Path) -> None:
    data = binary.read(fetched)
    assert write(read(data)) == data


@every_binary
def test_bodies_that_are_cut_together_have_the_same_blocks(binary: Binary, fetched: Path) -> None:
    contents = Contents(read(binary.read(fetched)))
    code = contents.code.payload
    together = list(cut_at_blocks(code, contents.bodies).places(contents.bodies[0].start))
    assert together == [start for body in contents.bodies for start in block_starts(code, body)]


@every_binary
@pytest.mark.parametrize(("monitor", "switching"), WAYS, ids=lambda value: getattr(value, "name", value))
def test_probes_leave_a_valid_module(
    binary: Binary, monitor: str, switching: Switching, fetched: Path, tmp_path: Path
) -> None:
    data = binary.read(fetched)
    before = Contents(read(data))
    instrumented = instrument(data, probes_of(chosen(monitor, PROBES), before), switching=switching)
    check_valid(binary, instrumented.module_bytes, fetched, tmp_path)
    after = Contents(read(instrumented.module_bytes))
    assert customs(after.module) == customs(before.module)
    assert before.names.functions.items() <= after.names.functions.items()
    assert after.imports == before.imports
    assert after.exports[: len(before.exports)] == before.exports
    assert after.data == before.data


@every_binary
def test_the_same_bytes_come_of_the_same_bytes(binary: Binary, fetched: Path) -> None:
    data = binary.read(fetched)
    made = [instrument(data, [Probe(BlockEntry(), Count())]).module_bytes for _ in range(2)]
    assert made[0] == made[1]
