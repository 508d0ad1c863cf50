"""What a recording of a run holds: what its host did, so that the run can be done again without one."""

from msgspec import Struct

Numbers = tuple[int | float, ...]


class MemoryChange(Struct, frozen=True, tag=True):
    """What a host changed in a memory: how many pages there are now, and bytes by their address."""

    index: int
    pages: int
    pieces: tuple[tuple[int, bytes], ...]

    @property
    def size(self) -> int:
        """Return how many bytes were changed, with those between them."""
        return sum(len(piece) for _, piece in self.pieces)


class GlobalChange(Struct, frozen=True, tag=True):
    """What a host set a global to; None is a null reference."""

    index: int
    value: int | float | None

    @property
    def size(self) -> int:
        """Return how many bytes were changed."""
        return 8


class TableChange(Struct, frozen=True, tag=True):
    """What a host put into a table: its size now, and functions (or None for null) by their place."""

    index: int
    elements: int
    items: tuple[tuple[int, int | None], ...]

    @property
    def size(self) -> int:
        """Return how many bytes were changed, where each element counts as eight."""
        return 8 * len(self.items)


Change = MemoryChange | GlobalChange | TableChange


class Enter(Struct, frozen=True, tag=True):
    """The host calls a function of the module, after it changed some things."""

    function: int
    values: Numbers
    changes: tuple[Change, ...] = ()


class Leave(Struct, frozen=True, tag=True):
    """That function is left; `way` is the note of the exit."""

    function: int
    values: Numbers
    way: str = "end"


class Call(Struct, frozen=True, tag=True):
    """The module calls an imported function."""

    function: int
    values: Numbers


class Return(Struct, frozen=True, tag=True):
    """That function comes back, after the host changed some things."""

    function: int
    values: Numbers
    changes: tuple[Change, ...] = ()


Step = Enter | Leave | Call | Return


class Recording(Struct, frozen=True):
    """The steps of a run in their order; `missing` says why there are no more, where there should be."""

    steps: tuple[Step, ...]
    missing: str = ""
