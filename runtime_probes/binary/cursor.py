"""Reading bytes in order, never beyond a bound: every failure is a `MalformedModule` that knows its place."""

from collections.abc import Callable
from typing import TypeVar

from .malformed import MalformedModule

Item = TypeVar("Item")


class Cursor:
    """A place in some bytes. `base` is where in the file they begin, and only messages speak of it."""

    __slots__ = ("base", "data", "end", "position")

    def __init__(self, data: bytes, position: int = 0, end: int | None = None, base: int = 0) -> None:
        """Read `data` from `position` up to `end`; the whole of it by default."""
        self.data = data
        self.position = position
        self.end = len(data) if end is None else end
        self.base = base

    @property
    def is_at_end(self) -> bool:
        """Tell whether nothing is left."""
        return self.position >= self.end

    def malformed(self, message: str, position: int | None = None) -> MalformedModule:
        """Return the error for what was read at a position; at the cursor's by default."""
        return MalformedModule(message, self.base + (self.position if position is None else position))

    def peek(self) -> int:
        """Return the next byte and stay before it."""
        if self.position >= self.end:
            raise self.malformed("unexpected end")
        return self.data[self.position]

    def byte(self) -> int:
        """Read one byte."""
        value = self.peek()
        self.position += 1
        return value

    def bytes(self, count: int) -> bytes:
        """Read some bytes."""
        start = self.position
        if count > self.end - start:
            raise self.malformed("unexpected end: the length runs out of bounds")
        self.position = start + count
        return self.data[start : self.position]

    def flag_byte(self, largest: int, meaning: str) -> int:
        """Read a byte that may be at most `largest`; the message says what it means."""
        value = self.byte()
        if value > largest:
            raise self.malformed(f"malformed {meaning}", self.position - 1)
        return value

    def unsigned(self, bits: int) -> int:
        """Read a number of at most so many bits."""
        start = self.position
        value, _ = self._groups(bits)
        if value >> bits:
            raise self.malformed("integer too large", start)
        return value

    def signed(self, bits: int) -> int:
        """Read a number of at most so many bits, its sign included."""
        start = self.position
        value, width = self._groups(bits)
        if value >> (width - 1):
            value -= 1 << width
        if not -1 << (bits - 1) <= value < 1 << (bits - 1):
            raise self.malformed("integer too large", start)
        return value

    def _groups(self, bits: int) -> tuple[int, int]:
        """Read groups of seven bits; return them together, and how many bits they are."""
        start = self.position
        value = width = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << width
            width += 7
            if byte < 0x80:
                return value, width
            if width >= bits:
                raise self.malformed("integer representation too long", start)

    def u32(self) -> int:
        """Read an index or a size."""
        position = self.position
        if position + 1 < self.end:  # nearly all of them take one byte or two
            first, second = self.data[position], self.data[position + 1]
            if first < 0x80:
                self.position = position + 1
                return first
            if second < 0x80:
                self.position = position + 2
                return first & 0x7F | second << 7
        return self.unsigned(32)

    def count(self) -> int:
        """Read how many items follow; as each takes a byte, more than there are bytes is malformed."""
        start = self.position
        count = self.u32()
        if count > self.end - self.position:
            raise self.malformed(f"unexpected end: {count} items cannot follow", start)
        return count

    def name(self) -> str:
        """Read a name: its length, and its characters in UTF-8."""
        length = self.u32()
        start = self.position
        try:
            return self.bytes(length).decode()
        except UnicodeDecodeError as error:
            raise self.malformed("malformed UTF-8 encoding", start + error.start) from None

    def vector(self, read_item: "Callable[[Cursor], Item]") -> tuple[Item, ...]:
        """Read a count, and so many items."""
        return tuple([read_item(self) for _ in range(self.count())])

    def expect_end(self, what: str) -> None:
        """Raise unless all was read."""
        if self.position != self.end:
            raise self.malformed(f"section size mismatch: bytes are left after {what}")
