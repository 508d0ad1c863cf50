"""Runs a script, with modules as they are or rewritten, and tells the outcome of each command."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Protocol, cast
from weakref import ref

import wasmtime
from script import Act, Define, Instantiate, Refuse, Register, Skipped, Step
from stage import Refused, Stage
from wrapper import PROVIDER

from weft.runtime_probes.engine import refuse_invalid

STATE = "state"  # the keyword of what the exports of an instance hold in the end
TABLES = "tables"  # the keyword of what monitors tell of an instance
_LOOKED_AT = 1 << 24  # bytes of each memory


class Rewritten(Protocol):
    """A module to run in another's place, and what must be done with its instance before anything is called."""

    @property
    def module_bytes(self) -> bytes:
        """Return the module."""
        ...

    def attach(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        """Take hold of an instance."""
        ...

    def tell(self) -> None:
        """Make the reports of all that was seen, whatever they say."""
        ...


Rewrite = Callable[[bytes], Rewritten]
Exports = Mapping[str, object]


class Outcome(NamedTuple):
    """What came of one command: its line, its keyword, and what happened in words and numbers."""

    line: int
    keyword: str
    what: str
    results: tuple[int, ...] = ()


class Run:
    """One run of a script."""

    def __init__(self, stage: Stage, rewrite: Rewrite | None = None) -> None:
        """Take the script, and what to do with each module before it is compiled."""
        self._stage = stage
        self._rewrite = rewrite
        self._store = wasmtime.Store(stage.engine)
        self._linker = wasmtime.Linker(stage.engine)
        self._linker.allow_shadowing = True
        provided = wasmtime.Instance(self._store, stage.provided, [])
        self._linker.define_instance(self._store, "spectest", provided)
        store = ref(self._store)  # the engine keeps what it calls, and with it a store that this would hold
        collecting = wasmtime.Func(self._store, wasmtime.FuncType([], []), lambda: _collect(store()))
        self._linker.define(self._store, "wasmtime", "gc", collecting)
        self._instances: dict[int, tuple[bytes, wasmtime.Instance]] = {}
        self._rewritten: dict[int, Rewritten | None] = {}
        self._definitions: dict[bytes, bytes] = {}
        self._wrappers: dict[int, tuple[Exports, Refused] | str] = {}

    def outcomes(self) -> list[Outcome]:
        """Carry out all commands, and look at what is left of all instances, and at what was seen."""
        return [*(self._outcome(step) for step in self._stage.steps), *self._states(), *self._tables()]

    def _outcome(self, step: Step) -> Outcome:
        try:
            what, results = self._done(step)
        except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
            what, results = _reason(error), ()
        except Exception as error:  # it is to be told, and the other commands to be carried out
            what, results = f"raised: {type(error).__name__}: {error}", ()
        return Outcome(step.line, step.keyword, what, results)

    def _done(self, step: Step) -> tuple[str, tuple[int, ...]]:
        match step:
            case Define():
                self._definitions[step.name] = self._stage.assembled(step.text)
                return "defined", ()
            case Instantiate():
                self._instantiate(step)
                return "instantiated", ()
            case Refuse():
                return self._taken(step.text), ()
            case Register():
                return self._register(step), ()
            case Act():
                return self._act(step)
            case Skipped():
                return f"not run: {step.reason}", ()
            case _:
                raise TypeError(f"no step is of type {type(step)}")

    def _compiled(self, module: bytes) -> tuple[wasmtime.Module, Rewritten | None]:
        if self._rewrite is None:
            return self._stage.compiled(module), None
        rewritten = self._rewrite(module)
        return wasmtime.Module(self._stage.engine, rewritten.module_bytes), rewritten

    def _instantiate(self, step: Instantiate) -> None:
        assembled = self._stage.assembled
        module = assembled(step.text) if step.definition is None else self._definitions[step.definition]
        compiled, rewritten = self._compiled(module)
        instance = self._linker.instantiate(self._store, compiled)
        if rewritten:
            rewritten.attach(self._store, instance)
        if step.instance >= 0:
            self._instances[step.instance] = module, instance
            self._rewritten[step.instance] = rewritten
        if step.name:
            self._linker.define_instance(self._store, step.name, instance)

    def _taken(self, text: bytes) -> str:
        """Say whether a module that is no good is taken; as with all modules, the host looks at the original first."""
        try:
            module = self._stage.assembled(text)
            if self._rewrite:
                self._rewrite(module)
            refuse_invalid(self._stage.engine, module)
        except (wasmtime.WasmtimeError, ValueError):
            return "refused"
        return "taken"

    def _register(self, step: Register) -> str:
        if step.instance not in self._instances:
            return "not run: there is no such instance"
        self._linker.define_instance(self._store, step.name, self._instances[step.instance][1])
        return "registered"

    def _act(self, step: Act) -> tuple[str, tuple[int, ...]]:
        wrapper = self._wrapper(step.instance)
        number = self._stage.numbers[id(step)]
        if isinstance(wrapper, str):
            return f"not run: {wrapper}", ()
        exports, refused = wrapper
        if number in refused:
            return f"not run: {refused[number]}", ()
        act = exports[str(number)]
        assert isinstance(act, wasmtime.Func)
        return "returned", _listed(act(self._store))

    def _wrapper(self, number: int) -> tuple[Exports, Refused] | str:
        if number not in self._instances:
            return "there is no such instance"
        if number not in self._wrappers:
            self._wrappers[number] = self._made_wrapper(number)
        return self._wrappers[number]

    def _made_wrapper(self, number: int) -> tuple[Exports, Refused] | str:
        module, instance = self._instances[number]
        try:
            wrapper, refused = self._stage.wrapper(number, module)
            linker = wasmtime.Linker(self._stage.engine)
            linker.define_instance(self._store, PROVIDER, instance)
            return linker.instantiate(self._store, wrapper).exports(self._store), refused
        except wasmtime.WasmtimeError as error:
            return f"no wrapper: {_reason(error)}"

    def _states(self) -> Iterator[Outcome]:
        """Yield what each instance exports of memories, in bytes, of globals of numbers, and of sizes of tables."""
        for number, (module, instance) in self._instances.items():
            exports = instance.exports(self._store)
            names = sorted(export.name for export in self._stage.told_exports(module))
            held = "".join(f"{name} {self._held(exports[name])}\n" for name in names)
            yield Outcome(number, STATE, hashlib.sha256(held.encode("utf-8", "surrogatepass")).hexdigest())

    def _tables(self) -> Iterator[Outcome]:
        """Yield, for each instance, whether reports can be made."""
        for number, rewritten in self._rewritten.items():
            try:
                if rewritten:
                    rewritten.tell()
                yield Outcome(number, TABLES, "told")
            except Exception as error:
                yield Outcome(number, TABLES, f"raised: {type(error).__name__}: {error}")

    def _held(self, export: object) -> str:
        if isinstance(export, wasmtime.Memory):
            content = export.read(self._store, 0, min(export.data_len(self._store), _LOOKED_AT))
            return f"{export.size(self._store)} {hashlib.sha256(content).hexdigest()}"
        if isinstance(export, wasmtime.Table):
            return str(export.size(self._store))
        assert isinstance(export, wasmtime.Global)
        return repr(export.value(self._store))


def _collect(store: wasmtime.Store | None) -> None:
    """Collect the garbage of a store that still stands."""
    if store is not None:
        store.gc()


def _listed(results: object) -> tuple[int, ...]:
    """Return the results of a call as the engine gives them: none, one, or a list of them."""
    if isinstance(results, list):
        return tuple(cast("list[int]", results))
    return () if results is None else (cast("int", results),)


def _reason(error: Exception) -> str:
    """Return why something failed, without places in code, which rewriting moves."""
    if isinstance(error, wasmtime.Trap):
        code = error.trap_code.name if error.trap_code else "no code"
        return f"trapped: {code}: {error.message.strip().splitlines()[-1].strip()}"
    lines = [line for line in str(error).splitlines() if "0x" not in line and "wasm backtrace" not in line]
    return f"failed: {' '.join(line.strip() for line in lines)}"[:300]
