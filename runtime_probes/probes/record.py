"""What the host of a module did in a run, recorded so that the run can be done again without it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from ..actions.callback import Callback, Live
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..events.host_call import HostCall, HostReturn
from ..function_types import most_parameters, most_results
from ..host import Session
from ..host_state import HostState
from ..monitor import Monitor, Options, RefusedMonitor
from ..probe import Probe
from ..readings import Happening
from ..recordable import refusal
from ..recorder import Recorder
from ..recording import Enter, Recording, Return, Step
from ..table import Key, Table


class Record(Monitor):
    """Records what the host does: its calls of the module, what it answers, and what it changes of the module's state.

    A run can be had again without its host, with `replay`: to find an error that a clock or a network brought about,
    or to measure a program alone. Recorded are calls from and to the host, one within the other included, and changes
    of exported memories, globals and tables of functions. `most` is how many bytes of changes and steps are kept; what
    is recorded after that cannot be replayed.

    Only functions may be imported, and nothing but numbers and null references may come from the host: `externref` and
    `funcref` that are null. Any other makes the recording end there, and a module whose imports always take or give
    others (or vectors) is refused. A host that catches traps calls by way of the session, or tells it.

    Module:
        (module
          (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "full of letters")
          (func (export "run") (result i32)
            (i32.add (call $sizes (i32.const 0) (i32.const 8)) (i32.load8_u (i32.const 4)))))

    Tells:
        recorded
        step  what    function                               values  changed bytes
        1     enter   run                                            0
        2     call    wasi_snapshot_preview1.args_sizes_get  0, 8    0
        3     return  wasi_snapshot_preview1.args_sizes_get  0       12
        4     leave   run                                    32      0
    """

    name = "record"
    wizard = ("r3", "r3-replay")
    options: ClassVar[Options] = {"most": 64 << 20}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return probes of calls from and to the host; raise RefusedMonitor for a module that cannot be replayed."""
        if problem := refusal(contents):
            raise RefusedMonitor(f"a run of the module cannot be recorded: {problem}")
        self._contents = contents
        self._recorder = recorder = Recorder(contents, int(self.settings["most"]))
        arguments = [f"argument{number}" for number in range(most_parameters(contents))]
        results = [f"result{number}" for number in range(most_results(contents))]
        asked = [f"argument{number}" for number in range(most_parameters(contents, imports=True))]
        answers = [f"result{number}" for number in range(most_results(contents, imports=True))]
        return (
            Probe(FunctionEntry(), _Watch(recorder.entered, arguments, self._attach), name="calls of the host"),
            Probe(FunctionExit(unwound=True), Callback(recorder.left, *results), name="ends of calls of the host"),
            Probe(HostCall(), Callback(recorder.called, *asked), name="host calls"),
            Probe(HostReturn(tail_calls=True), Callback(recorder.returned, *answers), name="host returns"),
        )

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the steps in their order."""
        keys = ("step", "what", "function", "values")
        recording = self.recording
        rows = tuple((self._row(number + 1, step), (_changed(step),)) for number, step in enumerate(recording.steps))
        told = Table("recorded", keys, ("changed bytes",), rows, adds_up=False)
        missing = Table("not recorded", ("reason",), (), (((recording.missing,), ()),), adds_up=False)
        return (told, missing) if recording.missing else (told,)

    @property
    def recording(self) -> Recording:
        """Return what was recorded so far."""
        return self._recorder.recording

    def _row(self, number: int, step: Step) -> Key:
        function = self._contents.function_name(step.function)
        return number, type(step).__name__.lower(), function, ", ".join(map(str, step.values))

    def _attach(self, session: Live) -> None:
        exports = session.instance.exports(session.store)
        named = {export.name: exports[export.name] for export in self._contents.exports}
        self._recorder.watch(HostState(self._contents, session.store, named))


class _Watch(Callback):
    def __init__(
        self, function: Callable[[Happening], object], values: Sequence[str], attached: Callable[[Live], None]
    ) -> None:
        super().__init__(function, *values)
        self._attached = attached

    def attach(self, session: Live) -> None:
        """Hand the session on."""
        self._attached(session)


def _changed(step: Step) -> int:
    changes = step.changes if isinstance(step, Enter | Return) else ()
    return sum(change.size for change in changes)
