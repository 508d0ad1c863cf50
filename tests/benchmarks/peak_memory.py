"""Puts a count at each block of the module that is named; prints the peak memory before and after that, in bytes."""

import json
import sys
from pathlib import Path

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

# One function that does nothing: all that is made once, such as patterns, is there after it.
SMALLEST = bytes.fromhex("0061736d01000000 01040160000003020100 0a040102000b")


def peak() -> int:
    """Return the most memory that this process had so far, in bytes, as Linux has it.

    What getrusage tells begins with what the process that started this one had.
    """
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024


def main() -> None:
    """Run the command."""
    probes = [Probe(BlockEntry(), Count())]
    instrument(SMALLEST, probes)
    before = peak()
    instrument(Path(sys.argv[1]).read_bytes(), probes)
    print(json.dumps([before, peak()]))


if __name__ == "__main__":
    main()
