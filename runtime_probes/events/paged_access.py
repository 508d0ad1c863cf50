"""A memory is read or written, with what tells the page and the kind of the access."""

from collections.abc import Iterator

from ..assembly import i32_const, i64_const
from ..binary.value_types import I32, I64
from ..event import Event, Site
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..original import access_of
from ..scratch import Value
from ..stack_types import StackTypes
from .memory_access import ACCESSES, is_load

SIZES = (1, 2, 4, 8, 16)
WAYS = ((True, False), (False, True), (True, True))  # whether an access reads, and whether it writes
KINDS = len(WAYS) * len(SIZES)  # for each memory


class PagedAccess(Event):
    """A load, a store or an atomic access, as `MemoryAccess` tells it.

    Seen: `address`; `offset`, which the instruction adds to it; `kind`, which `kind_of` reads.
    """

    values = ("address", "offset", "kind")

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the accesses of a function."""
        types = StackTypes(function)
        for instruction in function.instructions(*ACCESSES):
            access = access_of(instruction)
            way = WAYS.index((access.is_read, access.is_write)) * len(SIZES) + SIZES.index(access.size)
            kind = Value(I32, i32_const(access.memory * KINDS + way))
            offset = Value(I64, i64_const(access.offset - (access.offset >> 63 << 64)))
            names = Names(("address",), (), {"offset": offset, "kind": kind})
            yield InstructionSite(types, instruction, names, after=is_load(instruction.opcode.name))


def kind_of(number: int) -> tuple[int, bool, bool, int]:
    """Return the memory, whether it is read, whether it is written, and how many bytes."""
    memory, rest = divmod(number, KINDS)
    way, size = divmod(rest, len(SIZES))
    return memory, *WAYS[way], SIZES[size]
