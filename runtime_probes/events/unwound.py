"""A function is left without any code of its own: by a trap, or because the process ends."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import I32_ADD, I32_AND, I32_SHL, i32_const, i32_load, i32_store, local_get, local_set
from ..binary.value_types import I32
from ..event import Edit, Placement, Rank, Site, Wants
from ..function import Function
from ..scratch import Scratch

UNWOUND = "unwound"
_WAYS_OUT = ("return", "return_call", "return_call_indirect", "return_call_ref")
_NEVER = i32_const(0)
_OWNER = -5  # of the local that holds how deep the stack was


class Unwound(Site):
    """Is never come to: the host does there what is to be done, for each function that is still on the stack."""

    def __init__(self, function: Function) -> None:
        """Take the function."""
        super().__init__(function.body.end - 1, note=UNWOUND)
        self._function = function

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return a place in dead code, and what keeps the stack."""
        edits = (self._entering(scratch, additions), *self._leaving(scratch, additions))
        return Placement(self.offset, Rank.LEAVING, condition=_NEVER, elsewhere=edits)

    def _entering(self, scratch: Scratch, additions: Additions) -> Edit:
        """Return what puts the function on the stack; where that is full, the deepest make room for the latest."""
        stack, memory, start = additions.shadow_stack, additions.memory, self._function.body.code
        depth = scratch.local(I32, 0, owner=_OWNER)
        read = i32_const(0) + i32_load(memory, stack.depth) + local_set(depth)
        slot = local_get(depth) + i32_const(stack.size - 1) + I32_AND + i32_const(2) + I32_SHL
        store = slot + i32_const(self._function.index) + i32_store(memory, stack.start)
        deeper = i32_const(0) + local_get(depth) + i32_const(1) + I32_ADD + i32_store(memory, stack.depth)
        return Edit(start, start, Rank.OPENING, read + store + deeper)

    def _leaving(self, scratch: Scratch, additions: Additions) -> Iterator[Edit]:
        """Yield what takes it off again, with all above it: those that an exception of the host has left."""
        depth = local_get(scratch.local(I32, 0, owner=_OWNER))
        code = i32_const(0) + depth + i32_store(additions.memory, additions.shadow_stack.depth)
        for start, _ in self._function.places(*_WAYS_OUT):
            yield Edit(start, start, Rank.BEFORE, code)
        yield Edit(self.offset, self.offset, Rank.LEAVING, code)
        yield Edit(self.offset, self.offset, Rank.THROWING, code)
