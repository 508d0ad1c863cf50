"""Runs a script, with modules as they are or rewritten, and tells the outcome of each command."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, cast

import wasmtime
from script import Act, Define, Instantiate, Register, Step, steps
from wrapper import PROVIDER, wrapped

SPECTEST = """(module
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


class Rewritten(Protocol):
    """A module to run in another's place, and what must be done with its instance before anything is called."""

    @property
    def module_bytes(self) -> bytes:
        """Return the module."""
        ...

    def attach(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        """Take hold of an instance."""
        ...


Rewrite = Callable[[bytes], Rewritten | None]


class Outcome(NamedTuple):
    """What came of one command: its line, its keyword, and what happened in words and numbers."""

    line: int
    keyword: str
    what: str
    results: tuple[int, ...] = ()


class Run:
    """One run of a script."""

    def __init__(self, script: bytes, rewrite: Rewrite | None = None) -> None:
        """Take the script, and what to do with each module before it is compiled."""
        config = wasmtime.Config()
        for feature in _FEATURES:
            setattr(config, feature, True)
        self._rewrite = rewrite
        self._engine = wasmtime.Engine(config)
        self._store = wasmtime.Store(self._engine)
        self._linker = wasmtime.Linker(self._engine)
        self._linker.allow_shadowing = True
        provided = wasmtime.Instance(self._store, wasmtime.Module(self._engine, SPECTEST), [])
        self._linker.define_instance(self._store, "spectest", provided)
        collecting = wasmtime.Func(self._store, wasmtime.FuncType([], []), self._store.gc)
        self._linker.define(self._store, "wasmtime", "gc", collecting)
        self._steps = steps(script)
        self._instances: dict[int, tuple[bytes, wasmtime.Instance]] = {}
        self._definitions: dict[bytes, bytes] = {}
        self._wrappers: dict[int, tuple[wasmtime.Instance, dict[int, str]] | str] = {}
        self._actions: dict[int, list[Act]] = {}
        self._numbers: dict[int, int] = {}
        for step in self._steps:
            if isinstance(step, Act):
                actions = self._actions.setdefault(step.instance, [])
                self._numbers[id(step)] = len(actions)
                actions.append(step)

    def outcomes(self) -> list[Outcome]:
        """Carry out all commands."""
        return [self._outcome(step) for step in self._steps]

    def _outcome(self, step: Step) -> Outcome:
        try:
            match step:
                case Define():
                    self._definitions[step.name] = bytes(wasmtime.wat2wasm(step.text))
                    return Outcome(step.line, step.keyword, "defined")
                case Instantiate():
                    self._instantiate(step)
                    return Outcome(step.line, step.keyword, "instantiated")
                case Register():
                    self._linker.define_instance(self._store, step.name, self._instances[step.instance][1])
                    return Outcome(step.line, step.keyword, "registered")
                case Act():
                    return self._act(step)
                case _:
                    return Outcome(step.line, step.keyword, "skipped")
        except (wasmtime.Trap, wasmtime.WasmtimeError, KeyError) as error:
            return Outcome(step.line, step.keyword, _reason(error))

    def _instantiate(self, step: Instantiate) -> None:
        module = bytes(wasmtime.wat2wasm(step.text)) if step.definition is None else self._definitions[step.definition]
        rewritten = self._rewrite(module) if self._rewrite else None
        compiled = wasmtime.Module(self._engine, rewritten.module_bytes if rewritten else module)
        instance = self._linker.instantiate(self._store, compiled)
        if rewritten:
            rewritten.attach(self._store, instance)
        if step.instance >= 0:
            self._instances[step.instance] = module, instance

    def _act(self, step: Act) -> Outcome:
        wrapper = self._wrapper(step.instance)
        number = self._numbers[id(step)]
        if isinstance(wrapper, str):
            return Outcome(step.line, step.keyword, f"not run: {wrapper}")
        instance, refused = wrapper
        if number in refused:
            return Outcome(step.line, step.keyword, f"not run: {refused[number]}")
        act = instance.exports(self._store)[str(number)]
        assert isinstance(act, wasmtime.Func)
        return Outcome(step.line, step.keyword, "returned", _listed(act(self._store)))

    def _wrapper(self, number: int) -> tuple[wasmtime.Instance, dict[int, str]] | str:
        if number not in self._instances:
            return "there is no such instance"
        if number not in self._wrappers:
            self._wrappers[number] = self._made_wrapper(number)
        return self._wrappers[number]

    def _made_wrapper(self, number: int) -> tuple[wasmtime.Instance, dict[int, str]] | str:
        module, instance = self._instances[number]
        try:
            wrapper = wrapped(module, self._actions[number])
            linker = wasmtime.Linker(self._engine)
            linker.define_instance(self._store, PROVIDER, instance)
            return linker.instantiate(self._store, wasmtime.Module(self._engine, wrapper.module)), wrapper.refused
        except wasmtime.WasmtimeError as error:
            return f"no wrapper: {_reason(error)}"


def _listed(results: object) -> tuple[int, ...]:
    """Return the results of a call as the engine gives them: none, one, or a list of them."""
    if isinstance(results, list):
        return tuple(cast("list[int]", results))
    return () if results is None else (cast("int", results),)


def _reason(error: Exception) -> str:
    """Return why something failed, without places in code, which rewriting moves."""
    if isinstance(error, wasmtime.Trap):
        return f"trapped: {error.trap_code.name if error.trap_code else error.message.splitlines()[0]}"
    lines = [line for line in str(error).splitlines() if "0x" not in line and "wasm backtrace" not in line]
    return f"failed: {' '.join(line.strip() for line in lines)}"[:300]
