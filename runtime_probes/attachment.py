"""What ties an instance to the module it was made from: the added memory and exports, and which site is where."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import wasmtime

from .instrument import Instrumented
from .probe import Probe
from .readings import Place
from .weaving import Placed


class Attachment:
    """An instance of a module with probes."""

    def __init__(self, instrumented: Instrumented, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        """Take the module, the store and the instance."""
        self.instrumented = instrumented
        self.store = store
        self.instance = instance
        self._firsts = [placed.first for placed in instrumented.placed]

    def export(self, name: str) -> Any:
        """Return what was added under a name; None where nothing was."""
        return self.instance.exports(self.store).get(self.instrumented.additions.prefix + name)

    def read(self, start: int, end: int) -> bytes:
        """Return bytes of the added memory."""
        return bytes(self.export("memory").read(self.store, start, end))

    def write(self, content: bytes, start: int) -> None:
        """Write into the added memory."""
        self.export("memory").write(self.store, content, start)

    def number(self, address: int, size: int) -> int:
        """Return a number in the added memory."""
        return int.from_bytes(self.read(address, address + size), "little")

    def site(self, number: int) -> tuple[Placed, int]:
        """Return where the site with a number lies."""
        placed = self.instrumented.placed[bisect_right(self._firsts, number) - 1]
        return placed, number - placed.first

    def place(self, placed: Placed, position: int) -> Place:
        """Return the place of a site."""
        return self.instrumented.place(placed, position)

    def placed(self, probe: Probe) -> Iterator[Placed]:
        """Yield where a probe is."""
        number = self.instrumented.probes.index(probe)
        return (placed for placed in self.instrumented.placed if placed.probe == number)
