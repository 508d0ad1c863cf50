"""Puts a count at each block of the module that is named; prints the peak memory before and after that, in bytes."""

import json
import resource
import sys
from pathlib import Path

from weft.runtime_probes.actions.count import Count
from weft.runtime_probes.events.block import BlockEntry
from weft.runtime_probes.instrument import instrument
from weft.runtime_probes.probe import Probe

# One function that does nothing: all that is made once, such as patterns, is there after it.
SMALLEST = bytes.fromhex("0061736d01000000 01040160000003020100 0a040102000b")


def peak() -> int:
    """Return the most memory that this process had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Run the command."""
    probes = [Probe(BlockEntry(), Count())]
    instrument(SMALLEST, probes)
    before = peak()
    instrument(Path(sys.argv[1]).read_bytes(), probes)
    print(json.dumps([before, peak()]))


if __name__ == "__main__":
    main()
