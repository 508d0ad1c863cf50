"""For each rule a second function that works it out for many rows in memory at once."""

from ...runtime_probes.binary.immediates import MemoryAccess
from ...runtime_probes.binary.value_types import I32, FunctionType
from .code import Code
from .functions import Function
from .slots import Slot

CELL = 8
_ROWS, _RESULTS, _FIRST, _COUNT = range(4)
BATCH_TYPE = FunctionType((I32, I32, I32, I32), ())


def row_size(slots: tuple[Slot, ...]) -> int:
    """Return how many bytes a row takes: a cell for each value, and one for whether an optional one is there."""
    return CELL * sum(1 + slot.is_optional for slot in slots)


def result_size(function: Function) -> int:
    """Return how many bytes a result takes."""
    return CELL * (1 + function.is_result_optional)


def batch_code(function: Function) -> Code:
    """Return the code of a function from the addresses of rows and of results, the first row and the one to stop at.

    The row that it is at is kept at address 0, so that a host that catches a trap knows which row had no value.
    """
    code = Code(4)
    row, target = code.local(I32), code.local(I32)
    code.add("block", None).add("loop", None)
    code.add("local.get", _FIRST).add("local.get", _COUNT).add("i32.ge_u").add("br_if", 1)
    code.add("i32.const", 0).add("local.get", _FIRST).add("i32.store", MemoryAccess(2))
    _address(code, _ROWS, row_size(function.slots), row)
    _address(code, _RESULTS, result_size(function), target)
    _call(code, function, row)
    _store(code, function, target)
    code.add("local.get", _FIRST).add("i32.const", 1).add("i32.add").add("local.set", _FIRST)
    return code.add("br", 0).add("end").add("end")


def _address(code: Code, base: int, size: int, local: int) -> None:
    code.add("local.get", base).add("local.get", _FIRST).add("i32.const", size).add("i32.mul")
    code.add("i32.add").add("local.set", local)


def _call(code: Code, function: Function, row: int) -> None:
    for number, kind in enumerate(function.parameters):
        code.add("local.get", row).add(f"{kind.name}.load", MemoryAccess(2, number * CELL))
    code.add("call", function.index)


def _store(code: Code, function: Function, target: int) -> None:
    kinds = function.results
    results = [code.local(kind) for kind in kinds]
    for local in reversed(results):
        code.add("local.set", local)
    for number, (local, kind) in enumerate(zip(results, kinds, strict=True)):
        code.add("local.get", target).add("local.get", local)
        code.add(f"{kind.name}.store", MemoryAccess(2, number * CELL))
