"""What asks for memory, and for how much."""

from collections import defaultdict
from collections.abc import Sequence

from ..actions.batched import Batched
from ..binary.contents import Contents
from ..events.allocation import Allocation
from ..host import Session
from ..monitor import Monitor
from ..probe import Probe
from ..readings import Happening, Place
from ..table import Table


class Allocations(Monitor):
    """Counts allocations at each place: structs, arrays, and growth of memories and tables, with what they ask for.

    Tells where garbage comes from. The size is in elements of an array or a table, in fields of a struct, and in pages
    of a memory; growth is told also if it then fails.

    Module:
        (module
          (type $list (array (mut i32)))
          (memory 1)
          (func $make (param i32) (drop (array.new_default $list (local.get 0))))
          (func (export "run")
            (call $make (i32.const 3)) (call $make (i32.const 5))
            (drop (memory.grow (i32.const 2)))))

    Tells:
        allocations
        function  offset  instruction        times  size
        make      0x2f    array.new_default  2      8
        run       0x40    memory.grow        1      2
    """

    name = "allocations"
    wizard = ("alloc",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe that hands over sizes."""
        self._sizes: defaultdict[Place, list[int]] = defaultdict(lambda: [0, 0])
        return (Probe(Allocation(), Batched(self._allocated, size=8), name="allocations"),)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the places at which anything was allocated, in the order of the code."""
        session.flush()
        contents = session.instrumented.contents
        rows = [
            ((contents.function_name(place.function), f"{place.offset:#x}", place.note), (times, size))
            for place, (times, size) in sorted(self._sizes.items(), key=lambda item: item[0].offset)
        ]
        return (Table("allocations", ("function", "offset", "instruction"), ("times", "size"), tuple(rows)),)

    def _allocated(self, batch: Sequence[Happening]) -> None:
        for happening in batch:
            sums = self._sizes[happening.place]
            sums[0] += 1
            sums[1] += int(happening.values[0])
