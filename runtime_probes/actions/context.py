"""Keeps a tree of the contexts in which functions are called, in the added memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..action import Action, Spot
from ..additions import Additions
from ..assembly import (
    END,
    I32_ADD,
    I32_LT_U,
    I64_ADD,
    I64_EXTEND_I32_U,
    IF_VOID,
    call,
    i32_const,
    i32_load,
    i32_store,
    i64_const,
    i64_load,
    i64_store,
    local_get,
    local_set,
    local_tee,
)
from ..binary.value_types import I32
from ..pair_table import PairTable, increased
from ..scratch import Scratch, Value

CALLS, COST = 8, 16  # where the numbers of a context lie behind its key
_SIZE = 24
_OWNER = -3  # of the locals that live from the entry of a function to its exit
_I64_OR, _I64_SHL = b"\x84", b"\x86"


@dataclass(frozen=True, eq=False)
class Contexts:
    """What the three actions share: room for 2 ** `bits` contexts, of at most some depth.

    A context is an entry of a table: its key is the address of the context that it was called in, 0 for none, in the
    upper half, and the index of the function and 1 in the lower.
    """

    bits: int
    depth: int

    def table(self, additions: Additions) -> PairTable:
        """Return the table in a module."""
        return additions.pair_table(self, self.bits, _SIZE)


class _ContextAction(Action):
    def __init__(self, contexts: Contexts) -> None:
        """Take the contexts."""
        self.contexts = contexts


def _cells(additions: Additions) -> tuple[int, int]:
    """Return where the address of the running context lies, and its depth."""
    return additions.running_cell("context"), additions.running_cell("depth")


def _locals(scratch: Scratch) -> tuple[int, int]:
    """Return the locals that hold what was in the cells before a function was entered."""
    return scratch.local(I32, 0, _OWNER), scratch.local(I32, 1, _OWNER)


class EnterContext(_ContextAction):
    """Goes on in the context of a function within the running one, and counts that; at entries."""

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return ("function",)

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        memory, table = additions.memory, self.contexts.table(additions)
        context, depth = _cells(additions)
        outer, outer_depth = _locals(scratch)
        kept = i32_const(0) + i32_load(memory, context) + local_set(outer)
        deeper = i32_const(0) + i32_const(0) + i32_load(memory, depth) + local_tee(outer_depth)
        deeper += i32_const(1) + I32_ADD + i32_store(memory, depth)
        function = values["function"].push + i32_const(1) + I32_ADD + I64_EXTEND_I32_U
        key = local_get(outer) + I64_EXTEND_I32_U + i64_const(32) + _I64_SHL + function + _I64_OR
        at = scratch.local(I32, 0, owner=-1)
        found = i32_const(0) + key + call(table.find) + local_tee(at) + i32_store(memory, context)
        is_within = local_get(outer_depth) + i32_const(self.contexts.depth) + I32_LT_U
        return kept + deeper + is_within + IF_VOID + found + increased(memory, local_get(at), CALLS) + END


class LeaveContext(_ContextAction):
    """Goes back to the context that a function was entered in; at exits."""

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        pairs = zip(_cells(additions), _locals(scratch), strict=True)
        return b"".join(i32_const(0) + local_get(held) + i32_store(additions.memory, cell) for cell, held in pairs)


class SpendInContext(_ContextAction):
    """Adds a value to the cost of the running context."""

    def __init__(self, contexts: Contexts, value: str) -> None:
        """Take the contexts, and the name of a 32-bit value."""
        super().__init__(contexts)
        self._value = value

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return (self._value,)

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        memory, at = additions.memory, scratch.local(I32, 0, owner=-1)
        address = i32_const(0) + i32_load(memory, _cells(additions)[0]) + local_tee(at)
        cost = local_get(at) + i64_load(memory, COST) + values[self._value].push + I64_EXTEND_I32_U + I64_ADD
        spent = local_get(at) + cost + i64_store(memory, COST)
        return address + IF_VOID + spent + END  # there is no context where entries were switched off
