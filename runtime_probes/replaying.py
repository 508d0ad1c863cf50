"""Does a recorded run again, without its host."""

from collections.abc import Callable
from typing import Any, cast

import wasmtime
from msgspec import Struct

from .binary.appending import Appender
from .binary.contents import Contents
from .binary.entities import Export, ExternKind
from .binary.reader import read
from .binary.writer import write
from .events.unwound import UNWOUND
from .lifetimes import held_by
from .recordable import given, seen
from .recording import Call, Change, Enter, GlobalChange, Leave, MemoryChange, Numbers, Recording, Return, Step

_PREFIX = "replayed:"

OnCall = Callable[[Call, Callable[[int, int, int], bytes]], object]


class ReplayDiffers(Exception):
    """A run went another way than the recorded one."""


class _Ended(Exception):
    """The recorded run ended within a host call."""


class Outcome(Struct, frozen=True):
    """What came of a call that the host made: the function and its results, or how else it ended."""

    function: int
    results: Numbers = ()
    ended: str = ""


def replay(recording: Recording, module: bytes, on_call: OnCall | None = None) -> tuple[Outcome, ...]:
    """Run a module again as it was recorded.

    In: the recording, the bytes of the original module, and what to call at each host call, with the call and a
    function that reads a memory: by index, from an address, so many bytes. Out: what came of each call that the host
    made from outside. Raised: `ReplayDiffers` where the module does anything else than it did; ValueError for a
    recording that is not whole.
    """
    if recording.missing:
        raise ValueError(f"the recording is not whole: {recording.missing}")
    return _Replay(recording, module, on_call).run()


class _Replay:
    def __init__(self, recording: Recording, module: bytes, on_call: OnCall | None) -> None:
        self._steps = recording.steps
        self._at = 0
        self._on_call = on_call
        original = read(module)
        contents = self._contents = Contents(original)
        self._store = wasmtime.Store()
        made = wasmtime.Module(self._store.engine, _opened(Appender(original)))
        imported = len(contents.imported(ExternKind.FUNCTION))
        functions = [self._import(made, index) for index in range(imported)]
        self._exports = wasmtime.Instance(self._store, made, functions).exports(self._store)

    def run(self) -> tuple[Outcome, ...]:
        """Make each call that the host made."""
        outcomes: list[Outcome] = []
        while self._at < len(self._steps):
            step = self._next()
            if not isinstance(step, Enter):
                raise ReplayDiffers(f"step {self._at} was {step}, and the module does nothing")
            outcomes.append(self._enter(step))
        return tuple(outcomes)

    def _import(self, module: wasmtime.Module, index: int) -> wasmtime.Func:
        kind = module.imports[index].type
        assert isinstance(kind, wasmtime.FuncType)

        answer = held_by(self._store, self._called)
        parameters = self._contents.function_type(index).parameters

        def called(*values: Any) -> Any:
            return answer(Call(index, seen(parameters, values)))

        return wasmtime.Func(self._store, kind, called)

    def _called(self, call: Call) -> Any:
        """Do what the host did in a call, and answer as it did."""
        self._expect(call)
        if self._on_call:
            self._on_call(call, self._read)
        while True:
            step = self._next()
            if isinstance(step, Enter):
                self._enter(step)
            elif isinstance(step, Return) and step.function == call.function:
                self._apply(step.changes)
                answer = given(self._contents.function_type(step.function).results, step.values)
                return answer[0] if len(answer) == 1 else (answer or None)
            elif isinstance(step, Leave) and step.way == UNWOUND:
                self._at -= 1
                raise _Ended(f"ended in {call}")
            else:
                raise ReplayDiffers(f"step {self._at} was {step}, within {call}")

    def _enter(self, step: Enter) -> Outcome:
        """Make a call that the host made."""
        self._apply(step.changes)
        kind = self._contents.function_type(step.function)
        arguments = given(kind.parameters, step.values)
        try:
            results = self._export(ExternKind.FUNCTION, step.function)(self._store, *arguments)
        except _Ended as end:
            self._pass_unwound()
            return Outcome(step.function, ended=str(end))
        except wasmtime.Trap as trap:
            return Outcome(step.function, ended=self._trapped(step, trap))
        values = seen(kind.results, _values(results, len(kind.results)))
        left = self._next()
        if not isinstance(left, Leave) or not _same(left, Leave(step.function, values, left.way)):
            raise ReplayDiffers(f"function {step.function} gave {values}, and was recorded as {left}")
        return Outcome(step.function, values)

    def _pass_unwound(self) -> None:
        """Go past the step that says that a function was left as the host's call did not come back."""
        if self._at < len(self._steps) and isinstance(self._steps[self._at], Leave):
            self._at += 1

    def _trapped(self, step: Enter, trap: wasmtime.Trap) -> str:
        if self._at < len(self._steps) and isinstance(self._steps[self._at], Leave):
            left = self._next()
            if not isinstance(left, Leave) or left.way not in ("throw", UNWOUND):
                raise ReplayDiffers(f"function {step.function} trapped, and was recorded as {left}") from trap
        return trap.message.splitlines()[-1].strip()

    def _expect(self, call: Call) -> None:
        step = self._next()
        if not _same(step, call):
            raise ReplayDiffers(f"step {self._at} was {step}, and now is {call}")

    def _next(self) -> Step:
        """Return the next step; raise _Ended where there is none."""
        if self._at == len(self._steps):
            raise _Ended(f"ended in {self._steps[-1]}")
        self._at += 1
        return self._steps[self._at - 1]

    def _apply(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if isinstance(change, MemoryChange):
                self._write(change)
            elif isinstance(change, GlobalChange):
                self._export(ExternKind.GLOBAL, change.index).set_value(self._store, change.value)
            else:
                table = self._export(ExternKind.TABLE, change.index)
                table.grow(self._store, change.elements - table.size(self._store), None)
                for at, function in change.items:
                    item = None if function is None else self._export(ExternKind.FUNCTION, function)
                    table.set(self._store, at, item)

    def _write(self, change: MemoryChange) -> None:
        memory = self._export(ExternKind.MEMORY, change.index)
        if more := change.pages - memory.size(self._store):
            memory.grow(self._store, more)
        for address, piece in change.pieces:
            memory.write(self._store, piece, address)

    def _read(self, memory: int, address: int, size: int) -> bytes:
        return bytes(self._export(ExternKind.MEMORY, memory).read(self._store, address, address + size))

    def _export(self, kind: ExternKind, index: int) -> Any:
        return self._exports[f"{_PREFIX}{kind.name.lower()} {index}"]


def _values(results: Any, count: int) -> list[Any]:
    """Return the results of a call as the engine gives them: none, one (which may be null), or a list."""
    if count == 1:
        return [results]
    return cast("list[Any]", results) if count else []


def _opened(appender: Appender) -> bytes:
    """Return a module that exports all that a recording may name, and whose start is left to that."""
    contents = appender.contents
    appender.drop_start()
    for kind in (ExternKind.FUNCTION, ExternKind.MEMORY, ExternKind.GLOBAL, ExternKind.TABLE):
        for index in range(contents.count(kind)):
            appender.add_export(Export(f"{_PREFIX}{kind.name.lower()} {index}", kind, index))
    return write(appender.finish())


def _same(recorded: Step, now: Call | Leave) -> bool:
    """Say whether a step is as it was recorded; what is no number (NaN) is the same as another."""
    if type(recorded) is not type(now) or recorded.function != now.function:
        return False
    pairs = zip(recorded.values, now.values, strict=False)
    is_same = all(old == new or (old != old and new != new) for old, new in pairs)
    return is_same and len(recorded.values) == len(now.values)
