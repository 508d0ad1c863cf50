"""Where a module trapped, as places of the original module."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import wasmtime

from .binary.contents import Contents
from .binary.entities import ExternKind
from .binary.reader import read
from .event import Edit
from .function import Function
from .instrument import Instrumented, edits_of
from .splicing import original_offset


class OriginalFrame(NamedTuple):
    """A call that had not returned: the function's index, its name if it has one, and the offset in the file."""

    function: int
    name: str
    offset: int


def original_frames(instrumented: Instrumented, frames: Sequence[wasmtime.Frame]) -> list[OriginalFrame]:
    """Return the frames of a trap in the original module, the innermost first; what was added is left out.

    The frames must be those of an instance of the instrumented module.
    """
    original = instrumented.contents
    count = original.count(ExternKind.FUNCTION)
    origins = [instrumented.clones.get(frame.func_index, frame.func_index) for frame in frames]
    edits = edits_of(instrumented, origins)
    rewritten = Contents(read(instrumented.module_bytes))
    return [
        OriginalFrame(
            origin, original.names.functions.get(origin, ""), _offset(original, rewritten, frame, origin, edits)
        )
        for origin, frame in zip(origins, frames, strict=True)
        if origin < count
    ]


def _offset(
    original: Contents, rewritten: Contents, frame: wasmtime.Frame, origin: int, edits: Mapping[int, Sequence[Edit]]
) -> int:
    """Return the offset of a frame in the file of the original module."""
    imported = len(original.imported(ExternKind.FUNCTION))
    body = rewritten.bodies[frame.func_index - imported]
    position = frame.module_offset - rewritten.code.offset - body.code
    function = Function(original, origin, original.bodies[origin - imported])
    before = original_offset(function, edits.get(frame.func_index, ()), position)
    return original.code.offset + function.body.code + before
