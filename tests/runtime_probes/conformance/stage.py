"""What all runs of one script share: the engine, what scripts may import, and all that does not depend on probes."""

from functools import cached_property

import wasmtime
from assembler import Assembler
from script import Act, steps
from wrapper import wrapped

from weft.runtime_probes.binary.contents import Contents
from weft.runtime_probes.binary.entities import Export, ExternKind
from weft.runtime_probes.binary.reader import read
from weft.runtime_probes.binary.value_types import F32, F64, I32, I64
from weft.runtime_probes.operand_types import global_type, memory_type

_SPECTEST = """(module
  (global (export "global_i32") i32 (i32.const 666)) (global (export "global_i64") i64 (i64.const 666))
  (global (export "global_f32") f32 (f32.const 666.6)) (global (export "global_f64") f64 (f64.const 666.6))
  (table (export "table") 10 20 funcref) (table (export "table64") i64 10 20 funcref) (memory (export "memory") 1 2)
  (memory (export "shared_memory") 1 2 shared)
  (func (export "print")) (func (export "print_i32") (param i32)) (func (export "print_i64") (param i64))
  (func (export "print_f32") (param f32)) (func (export "print_f64") (param f64))
  (func (export "print_i32_f32") (param i32 f32)) (func (export "print_f64_f64") (param f64 f64)))"""
_FEATURES = (
    "wasm_gc",
    "wasm_exceptions",
    "wasm_memory64",
    "wasm_wide_arithmetic",
    "wasm_relaxed_simd",
    "wasm_relaxed_simd_deterministic",
    "wasm_function_references",
    "wasm_custom_page_sizes",
    "wasm_threads",
    "shared_memory",
    "cranelift_nan_canonicalization",
)
Refused = dict[int, str]  # why some actions cannot be carried out, by their place among those on an instance


class Stage:
    """A script and its steps; what was compiled for one run of it serves the others."""

    def __init__(self, script: bytes) -> None:
        """Take the text of the script."""
        config = wasmtime.Config()
        for feature in _FEATURES:
            setattr(config, feature, True)
        config.parallel_compilation = False  # there is a process for each core
        self.engine = wasmtime.Engine(config)
        self.assembled = Assembler().assembled
        self.steps = steps(script)
        self._compiled: dict[bytes, wasmtime.Module] = {}
        self._wrappers: dict[int, tuple[bytes, Refused]] = {}

    def compiled(self, module: bytes) -> wasmtime.Module:
        """Return a module that was compiled once; raise `WasmtimeError` where it is invalid."""
        if module not in self._compiled:
            self._compiled[module] = wasmtime.Module(self.engine, module)
        return self._compiled[module]

    @cached_property
    def provided(self) -> wasmtime.Module:
        """Return the module that scripts call `spectest`."""
        return wasmtime.Module(self.engine, _SPECTEST)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Return the place of each action among those on the same instance, by the identity of its step."""
        return {id(act): number for acts in self._actions.values() for number, act in enumerate(acts)}

    @cached_property
    def _actions(self) -> dict[int, list[Act]]:
        found: dict[int, list[Act]] = {}
        for step in self.steps:
            if isinstance(step, Act):
                found.setdefault(step.instance, []).append(step)
        return found

    def told_exports(self, module: bytes) -> list[Export]:
        """Return the exports that a host can look into: memories that are not shared, tables, globals of numbers."""
        contents = Contents(read(module))
        return [export for export in contents.exports if _is_told(contents, export)]

    def wrapper(self, instance: int, module: bytes) -> tuple[wasmtime.Module, Refused]:
        """Return the module that carries out all actions on an instance of a module, and those that it cannot."""
        if instance not in self._wrappers:
            made = wrapped(module, self._actions[instance])
            self._wrappers[instance] = made.module, made.refused
        data, refused = self._wrappers[instance]
        return self.compiled(data), refused


def _is_told(contents: Contents, export: Export) -> bool:
    if export.kind is ExternKind.MEMORY:
        return not memory_type(contents, export.index).limits.shared
    if export.kind is ExternKind.GLOBAL:
        return global_type(contents, export.index).value in (I32, I64, F32, F64)
    return export.kind is ExternKind.TABLE
