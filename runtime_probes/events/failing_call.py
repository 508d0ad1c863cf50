"""A call through a table or a reference is about to trap."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import ELSE, END, I32_EQZ, I32_GE_U, REF_IS_NULL, i32_const, local_get, local_set, local_tee
from ..binary.instructions import Instruction
from ..binary.value_types import I32, ConcreteHeapType, NumberType, ReferenceType
from ..binary.writing.instructions import encode
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..operand_types import index_of, table_address
from ..scratch import Scratch, Value

OUTSIDE, NULL, OTHER_TYPE = range(3)
_TABLE_CALLS = ("call_indirect", "return_call_indirect")
_REFERENCE_CALLS = ("call_ref", "return_call_ref")
_IF_NUMBER = b"\x04\x7f"
_NUMBER = 1  # of the scratch local that says what is wrong, and 1, beside that for the operand


class FailingCall(Event):
    """A call through a table or a reference is about to trap; the note is its opcode.

    Seen: `outcome`, which is 0 where the table ends before that place, 1 where there is no function (null), and 2 where
    it has another type; and `element`, the place in the table.
    """

    values = ("outcome", "element")

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the calls of a function through tables and references."""
        for instruction in function.instructions(*_TABLE_CALLS, *_REFERENCE_CALLS):
            yield _Site(function, instruction)


class _Site(Site):
    def __init__(self, function: Function, instruction: Instruction) -> None:
        super().__init__(instruction.offset, 3, instruction.opcode.name)
        self._function = function
        self._instruction = instruction

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the call, with code that looks at what would be called."""
        wrong = scratch.local(I32, _NUMBER)
        values = {"outcome": Value(I32, local_get(wrong) + i32_const(-1) + encode("i32.add"))}
        if self._instruction.opcode.name in _REFERENCE_CALLS:
            held = scratch.local(ReferenceType(ConcreteHeapType(index_of(self._instruction))))
            found = local_get(held) + REF_IS_NULL + _chosen(i32_const(NULL + 1), i32_const(0))
        else:
            address = table_address(self._function.contents, index_of(self._instruction, 1))
            held = scratch.local(address)
            values["element"] = Value(address, local_get(held))
            found = _looked_up(self._instruction, local_get(held), address)
        capture = local_tee(held) + found + local_set(wrong)
        return Placement(self.offset, Rank.BEFORE, values, capture, condition=local_get(wrong))


def _looked_up(call: Instruction, element: bytes, address: NumberType) -> bytes:
    """Return code that pushes what is wrong with an element of a table, and 1; or 0."""
    kind, table = index_of(call), index_of(call, 1)
    held = element + encode("table.get", table)
    has_type = held + encode("ref.test", ConcreteHeapType(kind)) + I32_EQZ
    is_other = has_type + _chosen(i32_const(OTHER_TYPE + 1), i32_const(0))
    is_null = held + REF_IS_NULL + _chosen(i32_const(NULL + 1), is_other)
    is_beyond = element + encode("table.size", table) + (I32_GE_U if address == I32 else encode("i64.ge_u"))
    return is_beyond + _chosen(i32_const(OUTSIDE + 1), is_null)


def _chosen(first: bytes, second: bytes) -> bytes:
    return _IF_NUMBER + first + ELSE + second + END
