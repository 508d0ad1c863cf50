"""The sidecar of an instrumented module: where its probes are, so that a host of any kind can read them back."""

import json

from ..runtime_probes.instrument import Instrumented
from ..runtime_probes.weaving import Placed


def sidecar(instrumented: Instrumented) -> str:
    """Return as JSON what was added to a module, and each probe's sites with the addresses of their memory.

    `prefix` begins the names of all added exports. A site's numbers lie in the exported memory at `address`, `size`
    bytes for each of its `width` outcomes, the lowest byte first. A record in the ring, which lies from `ring_start`
    to the exported `cursor`, begins with a site's number: that of the first of its list, and on from there.
    """
    additions = instrumented.additions
    described = {
        "prefix": additions.prefix,
        "ring_start": additions.ring_start,
        "record_size": additions.record_size,
        "dropped_sections": instrumented.dropped,
        "probes": [_probe(instrumented, number) for number in range(len(instrumented.probes))],
    }
    return json.dumps(described, indent=1) + "\n"


def _probe(instrumented: Instrumented, number: int) -> dict[str, object]:
    """Return what is told of one probe."""
    probe = instrumented.probes[number]
    return {
        "name": probe.name or type(probe.event).__name__,
        "action": type(probe.action).__name__.lower(),
        "size": probe.action.size,
        "functions": [_sites(instrumented, placed) for placed in instrumented.placed if placed.probe == number],
    }


def _sites(instrumented: Instrumented, placed: Placed) -> dict[str, object]:
    """Return what is told of the sites in one function."""
    places = [instrumented.place(placed, position) for position in range(len(placed.offsets))]
    return {
        "function": placed.function,
        "first": placed.first,
        "offsets": [place.offset for place in places],
        "notes": [place.note for place in places] if any(place.note for place in places) else [],
        "addresses": list(placed.addresses),
        "widths": [mark.width for mark in placed.sites],
        "switches": list(placed.switches),
    }
