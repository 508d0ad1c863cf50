"""How much of memory is read and written, and where."""

from collections import defaultdict
from collections.abc import Sequence

from ..actions.batched import Batched
from ..actions.page_tally import PageTally
from ..binary.contents import Contents
from ..binary.entities import ExternKind
from ..events.after_instruction import AfterInstruction
from ..events.bulk_operation import BulkOperation
from ..events.paged_access import KINDS, PagedAccess, kind_of
from ..host import Session
from ..monitor import Monitor
from ..original import instruction_at
from ..probe import Probe
from ..readings import Happening, Place
from ..table import Table

_FAILED = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)


class Memory(Monitor):
    """Counts reads and writes of each page of memory, bytes written in bulk, and growth.

    Tells how large a program's working set is, and what copies much. A page has 65,536 bytes; what crosses a border
    counts for the page that it begins in, an atomic update as both. Stores count before they are done, so also where
    they trap; loads do not. Of memories with 64-bit addresses, all from page 65,535 on counts for that.

    Module:
        (module
          (memory 2)
          (func (export "run")
            (i32.store (i32.const 8) (i32.const 7))
            (drop (i32.load8_u offset=65536 (i32.const 9)))
            (memory.fill (i32.const 0) (i32.const 1) (i32.const 100))
            (drop (memory.grow (i32.const 1)))))

    Tells:
        memory by page
        memory  page  reads  bytes read  writes  bytes written
        0       0     0      0           1       4
        0       1     1      1           0       0

        memory in bulk
        memory  operation    times  bytes
        0       memory.fill  1      100

        growth of memory
        memory  grows  failed  pages
        0       1      0       1
    """

    name = "memory"
    wizard = ("memstats",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return probes that hand over addresses, lengths and growth."""
        self._contents = contents
        self._bulk: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
        self._grown: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        self._tally = PageTally(KINDS * contents.count(ExternKind.MEMORY))
        bulk = BulkOperation(tables=False, arrays=False)
        return (
            Probe(PagedAccess(), self._tally, name="memory accesses"),
            Probe(bulk, Batched(self._moved, length=8), name="memory in bulk"),
            Probe(AfterInstruction("memory.grow"), Batched(self._grew, operand0=8, result0=8), name="memory growth"),
        )

    def tables(self, session: Session) -> Sequence[Table]:
        """Return what was done to pages, in bulk, and growth."""
        session.flush()
        pages = tuple((key, tuple(sums)) for key, sums in sorted(self._pages(session).items()))
        bulk = tuple((key, tuple(sums)) for key, sums in sorted(self._bulk.items()))
        grown = tuple(((memory,), tuple(sums)) for memory, sums in sorted(self._grown.items()))
        counts = ("reads", "bytes read", "writes", "bytes written")
        return (
            Table("memory by page", ("memory", "page"), counts, pages),
            Table("memory in bulk", ("memory", "operation"), ("times", "bytes"), bulk),
            Table("growth of memory", ("memory",), ("grows", "failed", "pages"), grown),
        )

    def _pages(self, session: Session) -> dict[tuple[int, int], list[int]]:
        """Return reads, bytes read, writes and bytes written, by memory and page."""
        additions = session.instrumented.additions
        added = session.instance.exports(session.store).get(f"{additions.prefix}memory")
        found: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for kind, page, times in self._tally.counts(additions, session.store, added) if added else ():
            memory, is_read, is_write, size = kind_of(kind)
            told = (is_read * times, is_read * times * size, is_write * times, is_write * times * size)
            found[memory, page] = [held + more for held, more in zip(found[memory, page], told, strict=True)]
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
