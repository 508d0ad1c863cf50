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

_NOWHERE = 2**64 - 1  # what the engine says where the stack ended before the first instruction


class OriginalFrame(NamedTuple):
    """A call that had not returned: the function's index, its name if it has one, and the offset in the file."""

    function: int
    name: str
    offset: int


def original_frames(instrumented: Instrumented, frames: Sequence[wasmtime.Frame]) -> list[OriginalFrame]:
    """Return the frames of a trap in the original module, the innermost first; what was added is left out.

    Frames of other modules are left out, too, if those have another name.
    """
    original = instrumented.contents
    own = [frame for frame in frames if _may_be_of(original, frame)]
    origins = [instrumented.clones.get(frame.func_index, frame.func_index) for frame in own]
    edits = edits_of(instrumented, origins)
    rewritten = Contents(read(instrumented.module_bytes))
    return [
        OriginalFrame(
            origin, original.names.functions.get(origin, ""), _offset(original, rewritten, frame, origin, edits)
        )
        for origin, frame in zip(origins, own, strict=True)
        if len(original.imported(ExternKind.FUNCTION)) <= origin < original.count(ExternKind.FUNCTION)
    ]


def _may_be_of(original: Contents, frame: wasmtime.Frame) -> bool:
    """Say whether a frame may be one of a module: it has no other name, and the function is not imported."""
    is_defined = frame.func_index >= len(original.imported(ExternKind.FUNCTION))
    return is_defined and frame.module_name == original.names.module


def _offset(
    original: Contents, rewritten: Contents, frame: wasmtime.Frame, origin: int, edits: Mapping[int, Sequence[Edit]]
) -> int:
    """Return the offset of a frame in the file of the original module; that where code begins if none ran."""
    imported = len(original.imported(ExternKind.FUNCTION))
    function = Function(original, origin, original.bodies[origin - imported])
    if frame.module_offset == _NOWHERE:
        return original.code.offset + function.body.code
    body = rewritten.bodies[frame.func_index - imported]
    position = frame.module_offset - rewritten.code.offset - body.code
    before = original_offset(function, edits.get(frame.func_index, ()), position)
    return original.code.offset + function.body.code + before
