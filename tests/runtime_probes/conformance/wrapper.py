"""Makes a module that carries out actions on another, so that no value has to cross the engine's Python API.

Arguments are constants in the code of the wrapper; results come back as 64-bit integers, vectors as two. References are
told by what they are: null, a number that was wrapped, or a kind.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import wasmtime
from script import Act
from wast_text import Part, spelled

from weft.runtime_probes.binary.appending import Appender
from weft.runtime_probes.binary.assembling import Parts, assemble
from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import Export, ExternKind, Import, Locals
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.value_types import (
    ABSTRACT_HEAP_TYPES,
    F32,
    F64,
    I32,
    I64,
    V128,
    ArrayType,
    ConcreteHeapType,
    ExternType,
    FunctionImport,
    FunctionType,
    GlobalType,
    ReferenceType,
    StructType,
    ValueType,
)
from weft.runtime_probes.binary.writer import write
from weft.runtime_probes.binary.writing.code import encode_body
from weft.runtime_probes.binary.writing.instructions import encode

PROVIDER = "under test"
_HEAPS = {heap.name: heap for heap in ABSTRACT_HEAP_TYPES}
ARRAY, STRUCT, I31 = _HEAPS["array"], _HEAPS["struct"], _HEAPS["i31"]


class NotWrapped(Exception):
    """An action that cannot be carried out, and why."""


@dataclass(frozen=True)
class Wrapper:
    """The bytes of the module; it exports one function for each action, named by its place among the actions."""

    module: bytes
    refused: dict[int, str]


def wrapped(module: bytes, actions: Sequence[Act]) -> Wrapper:
    """Return the module that carries out some actions on an instance of another."""
    contents = Contents(read(module))
    made = _Made(contents)
    constants = _constants(actions)
    for number, act in enumerate(actions):
        try:
            made.add(number, act, constants[number])
        except NotWrapped as reason:
            made.refused[number] = str(reason)
    return Wrapper(made.assembled(), made.refused)


class _Made:
    """The wrapper while it is made."""

    def __init__(self, contents: Contents) -> None:
        self.refused: dict[int, str] = {}
        self._contents = contents
        self._exports = {export.name: export for export in contents.exports}
        self._imports: list[Import] = []
        self._bodies: list[tuple[int, tuple[ValueType, ...], bytes]] = []

    def add(self, number: int, act: Act, arguments: bytes | None) -> None:
        """Add the function for one action."""
        if arguments is None:
            raise NotWrapped("the assembler does not know an argument")
        export = self._exports.get(act.export.decode("utf-8", "surrogateescape"))
        if export is None:
            raise NotWrapped("there is no such export")
        kind = _extern(self._contents, export)
        index = sum(type(each.type) is type(kind) for each in self._imports)
        self._imports.append(Import(PROVIDER, export.name, kind))
        access = encode("call" if isinstance(kind, FunctionImport) else "global.get", index)
        self._bodies.append((number, _results(self._contents, kind), arguments + access))

    def assembled(self) -> bytes:
        """Return the bytes of the wrapper."""
        appender = Appender(assemble(Parts(types=self._contents.type_groups, imports=tuple(self._imports))))
        types: dict[int, int] = {}
        for number, results, code in self._bodies:
            slots = sum(2 if result == V128 else 1 for result in results)
            if slots not in types:
                types[slots] = appender.add_type(FunctionType((), (I64,) * slots))
            whole = code + _reduced(self._contents, results) + encode("end")
            body = encode_body([Locals(1, result) for result in results], whole)
            appender.add_export(Export(str(number), ExternKind.FUNCTION, appender.add_function(types[slots], body)))
        return write(appender.finish())


def _extern(contents: Contents, export: Export) -> ExternType:
    if export.kind is ExternKind.FUNCTION:
        return FunctionImport(contents.function_type_index(export.index))
    if export.kind is not ExternKind.GLOBAL:
        raise NotWrapped("neither a function nor a global")
    imported = contents.imported(ExternKind.GLOBAL)
    if export.index < len(imported):
        return imported[export.index].type
    return contents.globals[export.index - len(imported)].type


def _results(contents: Contents, kind: ExternType) -> tuple[ValueType, ...]:
    if isinstance(kind, GlobalType):
        return (kind.value,)
    assert isinstance(kind, FunctionImport)
    composite = contents.types[kind.type].composite
    assert isinstance(composite, FunctionType)
    return composite.results


def _reduced(contents: Contents, results: tuple[ValueType, ...]) -> bytes:
    """Return code that turns the results on the stack into 64-bit integers."""
    setting = [encode("local.set", index) for index in reversed(range(len(results)))]
    return b"".join(setting) + b"".join(_as_integers(contents, kind, index) for index, kind in enumerate(results))


def _as_integers(contents: Contents, kind: ValueType, local: int) -> bytes:
    get = encode("local.get", local)
    if isinstance(kind, ReferenceType):
        return _told(contents, kind, get) + encode("i64.extend_i32_s")
    if kind == V128:
        return b"".join(get + encode("i64x2.extract_lane", lane) for lane in (0, 1))
    narrow = {I32: b"", F32: encode("i32.reinterpret_f32")}
    if kind in narrow:
        return get + narrow[kind] + encode("i64.extend_i32_s")
    return get + (encode("i64.reinterpret_f64") if kind == F64 else b"")


def _told(contents: Contents, kind: ReferenceType, get: bytes) -> bytes:
    """Return code that turns a reference into a number: of what kind it is, and what number it wraps."""
    top = _top(contents, kind)
    if top != "any" and top != "extern":
        return get + encode("ref.is_null")
    get += encode("any.convert_extern") if top == "extern" else b""
    number = get + encode("ref.cast", I31) + encode("i31.get_u") + encode("i32.const", 4) + encode("i32.shl")
    told = encode("i32.const", 4)
    for heap, answer in ((ARRAY, encode("i32.const", 3)), (STRUCT, encode("i32.const", 2)), (I31, number)):
        told = get + encode("ref.test", heap) + encode("if", I32) + answer + encode("else") + told + encode("end")
    null = encode("if", I32) + encode("i32.const", 1) + encode("else")
    return get + encode("ref.is_null") + null + told + encode("end")


def _top(contents: Contents, kind: ReferenceType) -> str:
    """Return the name of the heap type that stands above another."""
    if isinstance(kind.heap, ConcreteHeapType):
        composite = contents.types[kind.heap.index].composite
        return "any" if isinstance(composite, StructType | ArrayType) else "func"
    name = kind.heap.name.removeprefix("no")
    return name if name in ("extern", "func", "exn", "cont") else "any"


def _constants(actions: Sequence[Act]) -> list[bytes | None]:
    """Return the code that pushes the arguments of each action; None for those that cannot be assembled."""
    bodies = [b"(func " + b" ".join(map(_constant, act.arguments)) + b" unreachable)" for act in actions]
    try:
        return list(_assembled(b"".join(bodies)))
    except wasmtime.WasmtimeError:
        return [next(iter(_assembled(body)), None) for body in bodies] if len(bodies) > 1 else [None]


def _assembled(functions: bytes) -> Iterable[bytes]:
    """Return the code of functions, without the two instructions that end it."""
    module = Contents(read(bytes(wasmtime.wat2wasm(b"(module " + functions + b")"))))
    return [module.code.payload[body.code : body.end - 2] for body in module.bodies]


def _constant(argument: Part) -> bytes:
    """Return an argument as an instruction; references of the host become wrapped numbers."""
    assert isinstance(argument, list)
    match argument:
        case [b"ref.extern", bytes(number)]:
            return b"(extern.convert_any (ref.i31 (i32.const " + number + b")))"
        case [b"ref.host", bytes(number)]:
            return b"(ref.i31 (i32.const " + number + b"))"
        case _:
            return spelled(argument)
