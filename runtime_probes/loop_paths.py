"""Puts entries, iterations and branches of a run together as ways through the bodies of loops."""

from collections import Counter

from msgspec import Struct

from .binary.contents import Contents
from .binary.entities import ExternKind
from .binary.nesting import DELEGATE, END, OPENING
from .events.branch import BRANCHES
from .readings import Place

Path = tuple[tuple[int, int], ...]  # the offsets of branches, and how each went
Way = tuple[int, int, Path]  # a function, the offset of a loop, and a path


class _Shape(Struct):
    """Of a function: the loop that each loop and branch stands in, and each loop by the offset of what is in it."""

    scopes: dict[int, int | None]
    loops: dict[int, int]


class _OpenLoop(Struct):
    loop: int
    path: list[tuple[int, int]]


class _Frame(Struct):
    """A function that runs, and the loops that it is in, the outermost first."""

    function: int
    loops: list[_OpenLoop]


class LoopPaths:
    """How often each way was gone; a loop within another is left out of the other's ways."""

    def __init__(self, contents: Contents) -> None:
        """Take what the module holds."""
        self.counts: Counter[Way] = Counter()
        self._contents = contents
        self._imported = len(contents.imported(ExternKind.FUNCTION))
        self._shapes: dict[int, _Shape] = {}
        self._frames: list[_Frame] = []

    def enter(self, place: Place) -> None:
        """Note that a function is entered."""
        self._frames.append(_Frame(place.function, []))

    def leave(self) -> None:
        """Note that the function that was entered last is left."""
        if self._frames:
            self._close_within(None)
            self._frames.pop()

    def leave_all(self) -> None:
        """Note that nothing runs any more; what was on its way counts as far as it went."""
        while self._frames:
            self.leave()

    def iterate(self, place: Place) -> None:
        """Note that an iteration of a loop begins."""
        if not self._frames:
            return
        shape, loops = self._shape(place.function), self._frames[-1].loops
        loop = shape.loops[place.offset]
        is_running = any(each.loop == loop for each in loops)
        self._close_within(loop if is_running else shape.scopes[loop])
        if is_running:
            self._close()
        loops.append(_OpenLoop(loop, []))

    def decide(self, place: Place, outcome: int) -> None:
        """Note how a branch goes."""
        if self._frames:
            self._close_within(self._shape(place.function).scopes[place.offset])
            if loops := self._frames[-1].loops:
                loops[-1].path.append((place.offset, outcome))

    def _close_within(self, scope: int | None) -> None:
        """Close the loops within one, or all there are."""
        loops = self._frames[-1].loops
        while loops and loops[-1].loop != scope:
            self._close()

    def _close(self) -> None:
        frame = self._frames[-1]
        left = frame.loops.pop()
        self.counts[frame.function, left.loop, tuple(left.path)] += 1

    def _shape(self, function: int) -> _Shape:
        if function not in self._shapes:
            self._shapes[function] = _shape(self._contents, function - self._imported)
        return self._shapes[function]


def _shape(contents: Contents, number: int) -> _Shape:
    """Return the shape of a function that the module defines; offsets are those in the file."""
    base = contents.code.offset
    found = _Shape({}, {})
    around: list[int | None] = [None]
    for each in contents.instructions(contents.bodies[number]):
        scope = around[-1]
        if each.opcode.name in BRANCHES:
            found.scopes[base + each.offset] = scope
        if each.opcode.name == "loop":
            scope = found.loops[base + each.end] = base + each.offset
            found.scopes[scope] = around[-1]
        if each.opcode.code in OPENING:
            around.append(scope)
        elif each.opcode.code in (END, DELEGATE):
            around.pop()
    return found
