"""What several monitors tell of one run of a module as text."""

from collections.abc import Sequence

import wasmtime
from probed import Probed

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.monitor import Monitor
from weft.runtime_probes.table import Table


def told(monitors: Sequence[Monitor], text: str, *calls: str) -> list[Sequence[Table]]:
    """Return what monitors tell after some exported functions of a module were called."""
    contents = Contents(read(bytes(wasmtime.wat2wasm(text))))
    probes = dict.fromkeys(probe for monitor in monitors for probe in monitor.probes(contents))
    probed = Probed(text, list(probes))
    for name in calls:
        probed.call(name)
    return [monitor.tables(probed.session) for monitor in monitors]
