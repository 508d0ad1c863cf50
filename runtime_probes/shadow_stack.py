"""The calls that run, as the added memory tells of them, where they end without code: by a trap, or an exit."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from .attachment import Attachment
from .events.function_exit import FunctionExit
from .events.unwound import UNWOUND
from .weaving import Placed


class RunningCells:
    """What probes keep of the calls that run, such as their context."""

    def __init__(self, attachment: Attachment) -> None:
        """Take the instance."""
        self._attachment = attachment
        self._addresses = attachment.instrumented.additions.running

    def held(self) -> list[bytes]:
        """Return what is kept now."""
        return [self._attachment.read(address, address + 4) for address in self._addresses]

    def put(self, held: Sequence[bytes] = ()) -> None:
        """Put back what was kept when fewer calls ran; nothing stands for no call at all."""
        for number, address in enumerate(self._addresses):
            self._attachment.write(held[number] if held else bytes(4), address)


class LeftBehind:
    """The stack of one instance; it is empty where no probe asks for it."""

    def __init__(self, attachment: Attachment) -> None:
        """Take the instance."""
        self._attachment = attachment
        self._is_kept = attachment.instrumented.additions.has_shadow_stack

    @property
    def depth(self) -> int:
        """Return how many functions have not been left."""
        if not self._is_kept:
            return 0
        return self._attachment.number(self._attachment.instrumented.additions.shadow_stack.depth, 4)

    def sites(self, depth: int) -> Iterator[tuple[Placed, int]]:
        """Take what is above a depth off the stack; yield the sites for its exits, the innermost first."""
        if not self._is_kept or self.depth <= depth:
            return
        attachment, stack = self._attachment, self._attachment.instrumented.additions.shadow_stack
        top = self.depth
        held = attachment.read(stack.start, stack.start + 4 * stack.size)
        attachment.write(depth.to_bytes(4, "little"), stack.depth)
        for level in range(top - 1, max(depth, top - stack.size) - 1, -1):
            address = 4 * (level % stack.size)
            yield from self._asked.get(int.from_bytes(held[address : address + 4], "little"), ())

    @cached_property
    def _asked(self) -> dict[int, list[tuple[Placed, int]]]:
        """Return the sites that the host comes to, by function, in the order of the probes."""
        found: dict[int, list[tuple[Placed, int]]] = {}
        for placed in self._attachment.instrumented.placed:
            is_exit = isinstance(self._attachment.instrumented.probes[placed.probe].event, FunctionExit)
            if is_exit and placed.sites and placed.sites[-1].note == UNWOUND:
                found.setdefault(placed.function, []).append((placed, len(placed.sites) - 1))
        return found
