"""Whether a module is well formed through and through; types are not looked at."""

from .contents import Contents
from .immediates import Immediate
from .module import Module
from .opcodes import OPCODES

_NAMES_DATA = frozenset(opcode for opcode in OPCODES if Immediate.DATA in opcode.immediates)


def check(module: Module) -> None:
    """Decode all of a module, each instruction included, and raise `MalformedModule` at the first that is malformed.

    Custom sections may hold anything. What is well formed may still be invalid: an engine says so.
    """
    contents = Contents(module)
    _ = (contents.type_groups, contents.import_groups, contents.functions, contents.tables, contents.memories)
    _ = (contents.tags, contents.globals, contents.exports, contents.start, contents.elements, contents.data_count)
    for body in contents.bodies:
        contents.locals(body)
        for instruction in contents.instructions(body):
            if contents.data_count is None and instruction.opcode in _NAMES_DATA:
                raise contents.malformed_code("data count section required", instruction.offset)
    _ = contents.data
