"""The locals that probes add to one function: shared by all its probes, appended once behind its own."""

from collections.abc import Sequence
from typing import NamedTuple

from .assembly import local_get, local_set, local_tee
from .binary.leb128 import encode_unsigned
from .binary.value_types import ValueType
from .binary.writing.types import encode_value_type


class Value(NamedTuple):
    """A value that can be seen at a site: its type, and the code that pushes it."""

    type: ValueType
    push: bytes


class Target(NamedTuple):
    """A local that an action may set, and its type."""

    type: ValueType
    local: int


class Saved(NamedTuple):
    """Operands that were saved: the code that saves them and puts them back, and the locals that they are in."""

    capture: bytes = b""
    restore: bytes = b""
    targets: tuple[Target, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """Return how the operands are looked at."""
        return tuple(Value(target.type, local_get(target.local)) for target in self.targets)


class Scratch:
    """Hands out locals, so that a function never gets more of them than its busiest instruction needs.

    `owner` sets those apart that must live on while other probes save theirs.
    """

    def __init__(self, first: int) -> None:
        """Take the number of parameters and locals that the function has itself."""
        self._first = first
        self._indices: dict[tuple[ValueType, int, int], int] = {}

    def local(self, value_type: ValueType, number: int = 0, owner: int = 0) -> int:
        """Return the index of the scratch local with a number among those of a type."""
        return self._indices.setdefault((value_type, number, owner), self._first + len(self._indices))

    def saved(self, types: Sequence[ValueType], owner: int = 0, first: int = 0) -> Saved:
        """Return how the topmost operands, given by their types from the lowest up, are saved and put back.

        Those below the `first` stay on the stack; each has the same local whatever that is.
        """
        held = self._targets(types, owner, first)
        if not held:
            return Saved()
        capture = b"".join(local_set(target.local) for target in reversed(held[1:])) + local_tee(held[0].local)
        return Saved(capture, b"".join(local_get(target.local) for target in held[1:]), held)

    def taken(self, types: Sequence[ValueType], owner: int = 0) -> Saved:
        """Return how operands are taken off the stack, so that others may be put back."""
        held = self._targets(types, owner, 0)
        capture = b"".join(local_set(target.local) for target in reversed(held))
        return Saved(capture, b"".join(local_get(target.local) for target in held), held)

    def _targets(self, types: Sequence[ValueType], owner: int, first: int) -> tuple[Target, ...]:
        numbers: dict[ValueType, int] = {}
        held: list[Target] = []
        for position, value_type in enumerate(types):
            number = numbers[value_type] = numbers.get(value_type, -1) + 1
            if position >= first:
                held.append(Target(value_type, self.local(value_type, number, owner)))
        return tuple(held)

    def declared(self) -> tuple[int, bytes]:
        """Return how many groups of locals are added, and how they are declared."""
        declarations = [encode_unsigned(1) + encode_value_type(value_type) for value_type, _, _ in self._indices]
        return len(declarations), b"".join(declarations)
