"""Which addresses of memory are read and written, one after the other."""

from collections.abc import Sequence
from typing import ClassVar

from ..actions.trace import Trace
from ..binary.contents import Contents
from ..events.memory_access import MemoryAccess
from ..host import Session
from ..monitor import Monitor, Options
from ..original import access_at
from ..probe import Probe
from ..readings import Happening
from ..table import Key, Table
from ..told import told


class Accesses(Monitor):
    """Tells each load and store: where in the code, its address, and the bytes that were read or written.

    The trace that caches and prefetchers are studied with. At most the first `most` are told, and how many were not.
    Of vectors the lower half is told.

    Module:
        (module
          (memory 1)
          (func $fill (export "run") (local $at i32)
            (loop
              (i32.store16 offset=4 (local.get $at) (i32.const 258))
              (local.set $at (i32.add (local.get $at) (i32.const 2)))
              (br_if 0 (i32.lt_u (local.get $at) (i32.const 4))))
            (drop (i32.load (i32.const 4)))))

    Tells:
        memory accesses
        step  function  offset  instruction  memory  address  value
        1     fill      0x2e    i32.store16  0       0x4      0x102
        2     fill      0x2e    i32.store16  0       0x6      0x102
        3     fill      0x42    i32.load     0       0x4      0x1020102
    """

    name = "accesses"
    options: ClassVar[Options] = {"most": 100_000}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe that records addresses and values."""
        self._contents = contents
        self._probe = Probe(MemoryAccess(), Trace(address=8, value=8), name="accesses")
        return (self._probe,)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the accesses in their order."""
        keys = ("step", "function", "offset", "instruction", "memory", "address", "value")
        return told(session, "memory accesses", keys, {self._probe: self._row}, int(self.settings["most"]))

    def _row(self, happening: Happening) -> Key:
        place = happening.place
        access = access_at(self._contents, place)
        address, value = (int(number) for number in happening.values)
        shown = f"{value & (1 << 8 * access.size) - 1:#x}"
        where = (self._contents.function_name(place.function), f"{place.offset:#x}", place.note)
        return (*where, access.memory, f"{address + access.offset:#x}", shown)
