"""Modules are split and scanned quickly, and what the scanner finds in large programs is what the iterator finds."""

import os
import time
from pathlib import Path

import pytest
from measuring import SLACK, report

from weft.runtime_probes.binary.blocks import block_starts
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.instructions import body_instructions
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.scanning import scanner
from weft.runtime_probes.binary.writer import write

MEGABYTES_A_SECOND = 25.0
LOOKED_AT_ONE_BY_ONE = 2_000_000  # bytes of code: the iterator reads as many in a second
SELECTIONS = (("end", "br_if"), ("call", "call_indirect"), ("i32.load", "i32.store", "local.get"))


def binaries() -> list[Path]:
    """Return the modules in the folder that WEFT_WASM_BINARIES names."""
    folder = os.environ.get("WEFT_WASM_BINARIES")
    return sorted(Path(folder).rglob("*.wasm")) if folder else []


def seconds_to_find_blocks(data: bytes) -> float:
    """Return the processor time from a file's bytes to the blocks of all its functions."""
    started = time.process_time()
    contents = Contents(read(data))
    code = contents.code.payload
    for body in contents.bodies:
        block_starts(code, body)
    return time.process_time() - started


@pytest.mark.parametrize("path", binaries(), ids=lambda path: path.name)
def test_blocks_are_found_quickly(path: Path) -> None:
    data = path.read_bytes()
    size = len(Contents(read(data)).code.payload) / 1e6
    figure = size / min(seconds_to_find_blocks(data) for _ in range(3))
    report({f"blocks in {path.name}, {size:.1f} MB of code": (figure, MEGABYTES_A_SECOND)}, "MB/s")
    assert figure * SLACK >= MEGABYTES_A_SECOND or size < 0.5


@pytest.mark.parametrize("path", binaries(), ids=lambda path: path.name)
def test_the_scanner_finds_what_the_iterator_finds(path: Path) -> None:
    data = path.read_bytes()
    module = read(data)
    assert write(module) == data
    contents = Contents(module)
    code = contents.code.payload
    for body in (body for body in contents.bodies if body.end <= LOOKED_AT_ONE_BY_ONE):
        seen = list(body_instructions(code, body))
        for names in SELECTIONS:
            expected = [(each.offset, each.end) for each in seen if each.opcode.name in names]
            assert list(scanner(*names).places(code, body.code, body.end)) == expected
