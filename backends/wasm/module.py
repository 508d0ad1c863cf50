"""Makes `domain.wasm`: the rules of a specification as functions that any host can call.

The module imports nothing and exports its `memory` and, for every rule, two functions.

* `NAME`, such as `action.book.requires.1`, is given one parameter per slot, and behind that of an optional slot an i32
  that says whether the value is there. It gives one value, and where that may be absent an i32 more.
* `batch:NAME` is given the addresses of rows and of results, the number of the first row, and of the one to stop at.
  Every parameter is a cell of eight bytes in a row, every result one in a result. Address 0 holds the row it is at.

`shapes.py` says how values are held. A call traps where the language gives no value. The custom section `weft.domain`
is JSON: for each function its slots, of a decision the offsets in the file of what runs if a row matches (`rows`), for
each rule that is not lowered the reason, and from which address on memory is the host's (`heap`). `weft.sourcemap` maps
offsets in the file to lines of the specification.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ...dsl.model import Model
from ...runtime_probes.binary.assembling import Parts, assemble, group_of
from ...runtime_probes.binary.entities import Active, Data, Export, ExternKind
from ...runtime_probes.binary.leb128 import encode_unsigned
from ...runtime_probes.binary.module import HEADER, Module, Section, SectionId
from ...runtime_probes.binary.names import Names
from ...runtime_probes.binary.value_types import FunctionType, Limits, MemoryType
from ...runtime_probes.binary.writer import write
from ...runtime_probes.binary.writing.instructions import encode
from ...runtime_probes.binary.writing.names import name_section
from ..backend import BinaryFunction
from .batches import BATCH_TYPE, CELL, batch_code
from .code import Mark
from .description import description_section, public_description_section, source_map_section
from .functions import TEXTS_AT, Function, Functions, NotLowered
from .helpers import WasmFunction, helper_functions
from .rules import Rule, rules_of

PAGE = 65536
MEMORY = "memory"
BATCH = "batch:"


class LaidOut(Struct, frozen=True):
    """All functions in the order of their indices, each with its entry of the code section and where that begins."""

    module: Module
    heap: int
    everything: tuple[WasmFunction, ...]
    bodies: tuple[tuple[bytes, int], ...]

    def offsets(self) -> Iterator[int]:
        """Yield where in the file the entry of each function begins."""
        at = _code_offset(self.module) + len(encode_unsigned(len(self.bodies)))
        for entry, _ in self.bodies:
            yield at
            at += len(entry)

    def starts(self) -> Iterator[int]:
        """Yield where in the file the instructions of each function begin."""
        for (_, begin), at in zip(self.bodies, self.offsets(), strict=True):
            yield at + begin


class DomainModule(Struct, frozen=True):
    """The module as a file, what it holds, and what it does not; `places` say where each function's code begins."""

    content: bytes
    functions: tuple[Function, ...]
    not_lowered: tuple[NotLowered, ...]
    places: tuple[BinaryFunction, ...]


def domain_module(model: Model) -> DomainModule:
    """Return the rules of a model as a module: the same bytes for the same model."""
    functions = _lowered(model)
    made = tuple(functions.made)
    laid = _laid_out(functions, [*_rules(made), *_batches(made)])
    starts = list(laid.starts())
    rows = {item.index: [starts[item.index] + row for row in item.code.rows] for item in made}
    customs = (
        description_section(made, functions.refused, laid.heap, rows),
        source_map_section(_marks(laid)),
    )
    return _module(functions, laid, customs)


def pages_module(rules: Iterable[Rule], model: Model) -> DomainModule:
    """Return some rules as a module for browsers: no batches, and nothing of the specification but the rules."""
    functions = Functions(model)
    for rule in rules:
        functions.add_rule(rule)
    laid = _laid_out(functions, list(_rules(tuple(functions.made))))
    return _module(functions, laid, (public_description_section(functions.made, laid.heap),))


def _lowered(model: Model) -> Functions:
    functions = Functions(model)
    for decision in model.decisions:
        functions.add_decision(decision)
    for entity in model.entities:
        for field in entity.fields:
            if field.derived is not None:
                functions.add_derived(field)
    for rule in rules_of(model):
        functions.add_rule(rule)
    return functions


def _rules(functions: tuple[Function, ...]) -> Iterator[WasmFunction]:
    for item in functions:
        yield WasmFunction(item.name, item.type, item.code)


def _batches(functions: tuple[Function, ...]) -> Iterator[WasmFunction]:
    for item in functions:
        yield WasmFunction(f"{BATCH}{item.name}", BATCH_TYPE, batch_code(item))


def _laid_out(functions: Functions, exported: list[WasmFunction]) -> LaidOut:
    everything = (*helper_functions(), *exported)
    bodies = tuple(item.code.body() for item in everything)
    parts, heap = _parts(everything, tuple(entry for entry, _ in bodies), bytes(functions.texts), len(exported))
    return LaidOut(assemble(parts), heap, everything, bodies)


def _module(functions: Functions, laid: LaidOut, customs: tuple[Section, ...]) -> DomainModule:
    """Return the module with the names of its functions and further sections."""
    names = name_section(Names("domain", {index: item.name for index, item in enumerate(laid.everything)}))
    places = tuple(laid.offsets())
    made = tuple(
        BinaryFunction(item.name, item.id, places[item.index], laid.bodies[item.index][0]) for item in functions.made
    )
    content = write(Module((*laid.module.sections, names, *customs)))
    return DomainModule(content, tuple(functions.made), tuple(functions.refused), made)


def _parts(
    everything: tuple[WasmFunction, ...], bodies: tuple[bytes, ...], texts: bytes, exported: int
) -> tuple[Parts, int]:
    """Return what the module consists of, and from which address on memory is free."""
    types = list(dict.fromkeys(item.type for item in everything))
    numbers: dict[FunctionType, int] = {kind: number for number, kind in enumerate(types)}
    heap = -(-(TEXTS_AT + len(texts)) // CELL) * CELL
    first = len(everything) - exported
    data = (Data(texts, Active(0, encode("i32.const", TEXTS_AT) + encode("end"))),) if texts else ()
    exports = [Export(item.name, ExternKind.FUNCTION, first + at) for at, item in enumerate(everything[first:])]
    parts = Parts(
        types=tuple(group_of(kind) for kind in types),
        functions=tuple(numbers[item.type] for item in everything),
        memories=(MemoryType(Limits(heap // PAGE + 1)),),
        exports=(Export(MEMORY, ExternKind.MEMORY, 0), *exports),
        bodies=bodies,
        data=data,
    )
    return parts, heap


def _marks(laid: LaidOut) -> Iterator[Mark]:
    """Yield what of the specification begins where in the file, in order."""
    for item, start in zip(laid.everything, laid.starts(), strict=True):
        for mark, span in item.code.marks:
            yield start + mark, span


def _code_offset(module: Module) -> int:
    """Return where in the file the payload of the code section begins."""
    at = len(HEADER)
    for section in module.sections:
        at += 1 + _size_width(section)
        if section.id is SectionId.CODE:
            return at
        at += len(section.payload)
    return at


def _size_width(section: Section) -> int:
    return len(encode_unsigned(len(section.payload), section.size_width))
