"""How much of memory is read and written, and where."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..actions.batched import Batched
from ..binary.contents import Contents
from ..events.after_instruction import AfterInstruction
from ..events.bulk_operation import BulkOperation
from ..events.memory_access import MemoryAccess
from ..host import Session
from ..monitor import Monitor
from ..original import Access, access_at, instruction_at
from ..probe import Probe
from ..readings import Happening, Place
from ..table import Table

_PAGE = 65536
_FAILED = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)


class Memory(Monitor):
    """Counts reads and writes of each page of memory, bytes written in bulk, and growth.

    Tells how large a program's working set is, and what copies much. A page has 65,536 bytes; what crosses a border
    counts for the page that it begins in, an atomic update as both. Stores count before they are done, so also where
    they trap; loads do not.

    Module:
        (module
          (memory 2)
          (func (export "run")
            (i32.store (i32.const 8) (i32.const 7))
            (drop (i32.load8_u offset=65536 (i32.const 9)))
            (memory.fill (i32.const 0) (i32.const 1) (i32.const 100))
            (drop (memory.grow (i32.const 1)))))

    Tells:
        Memory by page
        memory  page  reads  bytes read  writes  bytes written
        0       0     0      0           1       4
        0       1     1      1           0       0

        Memory in bulk
        memory  operation    times  bytes
        0       memory.fill  1      100

        Growth of memory
        memory  grows  failed  pages
        0       1      0       1
    """

    name = "memory"
    wizard = "memstats"

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return probes that hand over addresses, lengths and growth."""
        self._contents = contents
        self._pages: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self._bulk: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
        self._grown: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._known: dict[Place, Access] = {}
        bulk = BulkOperation(tables=False, arrays=False)
        return (
            Probe(MemoryAccess(), Batched(self._accessed, address=8), name="memory accesses"),
            Probe(bulk, Batched(self._moved, length=8), name="memory in bulk"),
            Probe(AfterInstruction("memory.grow"), Batched(self._grew, operand0=8, result0=8), name="memory growth"),
        )

    def tables(self, session: Session) -> Sequence[Table]:
        """Return what was done to pages, in bulk, and growth."""
        session.flush()
        pages = tuple((key, tuple(sums)) for key, sums in sorted(self._pages.items()))
        bulk = tuple((key, tuple(sums)) for key, sums in sorted(self._bulk.items()))
        grown = tuple(((memory,), tuple(sums)) for memory, sums in sorted(self._grown.items()))
        counts = ("reads", "bytes read", "writes", "bytes written")
        return (
            Table("Memory by page", ("memory", "page"), counts, pages),
            Table("Memory in bulk", ("memory", "operation"), ("times", "bytes"), bulk),
            Table("Growth of memory", ("memory",), ("grows", "failed", "pages"), grown),
        )

    def _accessed(self, batch: Sequence[Happening]) -> None:
        found = Counter((happening.place, int(happening.values[0])) for happening in batch)
        for (place, address), times in found.items():
            access = self._access(place)
            sums = self._pages[access.memory, (address + access.offset) // _PAGE]
            sums[0] += access.is_read * times
            sums[1] += access.is_read * times * access.size
            sums[2] += access.is_write * times
            sums[3] += access.is_write * times * access.size

    def _access(self, place: Place) -> Access:
        found = self._known.get(place)
        if found is None:
            found = self._known[place] = access_at(self._contents, place)
        return found

    def _moved(self, batch: Sequence[Happening]) -> None:
        for happening in batch:
            # memory.init names its segment first, the others the memory that is written
            number = 1 if happening.place.note == "memory.init" else 0
            sums = self._bulk[self._memory(happening.place, number), happening.place.note]
            sums[0] += 1
            sums[1] += int(happening.values[0])

    def _grew(self, batch: Sequence[Happening]) -> None:
        for happening in batch:
            pages, before = happening.values
            sums = self._grown[self._memory(happening.place, 0)]
            is_failed = before in _FAILED
            sums[0] += 1
            sums[1] += is_failed
            sums[2] += 0 if is_failed else int(pages)

    def _memory(self, place: Place, number: int) -> int:
        index = instruction_at(self._contents, place).immediates[number]
        assert isinstance(index, int)
        return index
