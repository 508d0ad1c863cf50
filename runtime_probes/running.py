"""Runs instrumented modules: with a host's own imports, or as programs under WASI."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import wasmtime

from .binary.entities import ExternKind
from .call_arguments import BadCall, fitting
from .engine import Compile, compiled, instantiated, reason, refuse_invalid
from .fixed_world import FixedWorld
from .frames import OriginalFrame
from .host import Session
from .instrument import Instrumented
from .stopping import Stop, Stopper

START, INITIALIZE = "_start", "_initialize"  # https://github.com/WebAssembly/WASI: commands and reactors
_SHOWN = 5
Imported = wasmtime.Func | wasmtime.Global | wasmtime.Memory | wasmtime.Table


@dataclass(frozen=True)
class Program:
    """How a program is run. `directories` are those of the host by the names under which the program sees them.

    The first of the `arguments` is the program's name. `stdin` is what it reads, or a file with that; None: this
    process's own.
    What it writes is captured, or else `passes` through to this process's own streams. A `fixed_world` has a clock and
    random bytes that are the same each time. `invoke` names a function to call in the place of `_start`, with some
    `numbers`, once `_initialize` has run where that is there. It is stopped after some `seconds`, and,
    where it is `interruptible`, on Ctrl-C.
    """

    arguments: Sequence[str] = ("program",)
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    stdin: bytes | Path | None = b""
    directories: Mapping[str, Path] = field(default_factory=dict[str, Path])
    passes: bool = False
    fixed_world: bool = False
    invoke: str = START
    numbers: Sequence[int | float] = ()
    seconds: float | None = None
    interruptible: bool = False


@dataclass(frozen=True)
class Run:
    """How a program ended: its own exit code, or the message of the trap that ended it, with the original frames.

    `result` is what an invoked function gave; output is empty where it was passed through.
    """

    session: Session
    exit_code: int = 0
    trap: str = ""
    timed_out: bool = False
    interrupted: bool = False
    frames: tuple[OriginalFrame, ...] = ()
    result: Any = None
    stdout: bytes = b""
    stderr: bytes = b""


def attached(
    instrumented: Instrumented,
    store: wasmtime.Store,
    imports: wasmtime.Linker | Sequence[Imported] = (),
    compile_module: Compile = compiled,
) -> Session:
    """Return a session of a new instance, its start function run.

    In: a module with probes; the store; a linker with its imports, or these in order. Raised: `RefusedModule`,
    `MissingImport`, and what the engine raises where starting fails.
    """
    refuse_invalid(store.engine, instrumented.original)
    module = compile_module(store.engine, instrumented.module_bytes)
    if isinstance(imports, wasmtime.Linker):
        return Session(instrumented, store, instantiated(store, module, imports, instrumented.contents))
    return Session(instrumented, store, wasmtime.Instance(store, module, imports))


def run(instrumented: Instrumented, program: Program | None = None, compile_module: Compile = compiled) -> Run:
    """Run a module as a program under WASI, to its end, however it ends.

    Out: how it ended, with the session that holds the readings. Raised: `RefusedModule`, `MissingImport`, and
    `BadCall` where there is no such function to call, or it takes other numbers.
    """
    program = program or Program()
    _check_function(instrumented, program.invoke)
    fitting(instrumented.contents, program.invoke, program.numbers)
    engine = _engine(program)
    store, linker = wasmtime.Store(engine), wasmtime.Linker(engine)
    linker.define_wasi()
    if program.fixed_world:
        FixedWorld().define(linker)
    refuse_invalid(engine, instrumented.original)
    module = compile_module(engine, instrumented.module_bytes)
    with tempfile.TemporaryDirectory() as folder:
        store.set_wasi(_configured(program, Path(folder)))
        with Stopper(store, program.seconds, on_interrupt=program.interruptible) as stopper:
            session = Session(
                instrumented, store, instantiated(store, module, linker, instrumented.contents), starts=False
            )
            ended = _ended(session, program, stopper)
        return replace(ended, stdout=_written(Path(folder) / "stdout"), stderr=_written(Path(folder) / "stderr"))


def _exported(instrumented: Instrumented) -> list[str]:
    """Return the names of the functions that a module exports."""
    return [export.name for export in instrumented.contents.exports if export.kind is ExternKind.FUNCTION]


def _check_function(instrumented: Instrumented, name: str) -> None:
    """Raise BadCall where a module does not export a function; it says what can be called."""
    exported = _exported(instrumented)
    if name in exported:
        return
    near = get_close_matches(name, exported, n=1)
    shown = exported[:_SHOWN]
    if near:
        raise BadCall(f"the module exports no function {name!r}: did you mean {near[0]!r}?")
    more = ", …" if len(exported) > _SHOWN else ""
    raise BadCall(f"the module exports no function {name!r}, but {', '.join(shown) or 'none at all'}{more}")


def _engine(program: Program) -> wasmtime.Engine:
    config = wasmtime.Config()
    config.epoch_interruption = program.interruptible or program.seconds is not None
    return wasmtime.Engine(config)


def _configured(program: Program, folder: Path) -> wasmtime.WasiConfig:
    """Return what WASI gives to the program; what it writes goes into files of a folder."""
    config = wasmtime.WasiConfig()
    config.argv = list(program.arguments)
    config.env = list(program.environment.items())
    for name, directory in program.directories.items():
        config.preopen_dir(os.fspath(directory), name)
    if isinstance(program.stdin, bytes):
        (folder / "stdin").write_bytes(program.stdin)
        config.stdin_file = folder / "stdin"
    elif program.stdin is not None:
        config.stdin_file = program.stdin
    else:
        config.inherit_stdin()
    if program.passes:
        config.inherit_stdout()
        config.inherit_stderr()
    else:
        config.stdout_file = os.fspath(folder / "stdout")
        config.stderr_file = os.fspath(folder / "stderr")
    return config


def _written(file: Path) -> bytes:
    """Return what the program has written into a file."""
    return file.read_bytes() if file.exists() else b""


def _ended(session: Session, program: Program, stopper: Stopper) -> Run:
    """Let a program run to its end; return how that was."""
    try:
        session.start()
        if program.invoke != START and INITIALIZE in _exported(session.instrumented):
            session.call(INITIALIZE)
        return Run(session, result=session.call(program.invoke, *program.numbers))
    except wasmtime.ExitTrap as end:
        return Run(session, end.code)
    except wasmtime.Trap as trap:
        why = stopper.why if trap.trap_code is wasmtime.TrapCode.INTERRUPT else None
        frames = tuple(session.frames(trap))
        return Run(session, 1, reason(trap), why is Stop.LATE, why is Stop.INTERRUPTED, frames)
