"""When functions are entered and left."""

from collections.abc import Sequence
from functools import partial
from time import perf_counter_ns
from typing import ClassVar

from ..actions.callback import Callback
from ..actions.trace import Trace
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..readings import Happening
from ..table import Key, Table
from ..told import left_out, told
from ..where import named

ENTRY, EXIT = "entry", "exit"
_KEYS = ("step", "event", "function")


class CallTimeline(Monitor):
    """When functions were entered and left, in the order in which they were.

    What a viewer of traces shows, such as Perfetto: calls side by side and one within the other. Python looks at the
    clock at each entry and exit, which takes longer than a small function does: choose some `functions` by a shell
    pattern, or do without the `clock`, and time is told in events. At most the first `most` entries and exits are told.

    Module:
        (module
          (func $work (param i32)
            (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "run") (call $work (i32.const 1000))))

    Tells:
        timeline
        step  event  function  nanoseconds
        1     entry  run       0
        2     entry  work      …
        3     exit   work      …
        4     exit   run       …
    """

    name = "timeline"
    options: ClassVar[Options] = {"clock": True, "functions": "*", "most": 100_000}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return probes at entries and exits; what was measured before is forgotten."""
        self._contents = contents
        self._seen: list[tuple[str, str, int]] = []
        self._missing = 0
        pattern = str(self.settings["functions"])
        where = None if pattern == "*" else named(pattern)
        events = {ENTRY: FunctionEntry(), EXIT: FunctionExit()}
        self._probes = {
            Probe(event, self._action(what), where, f"{what} on the timeline"): what for what, event in events.items()
        }
        return tuple(self._probes)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the entries and exits; times begin with the first of them."""
        if not self.settings["clock"]:
            rows = {probe: partial(self._row, what) for probe, what in self._probes.items()}
            return told(session, self.name, _KEYS, rows, int(self.settings["most"]))
        began = self._seen[0][2] if self._seen else 0
        timed = tuple(
            ((number, what, function), (at - began,)) for number, (what, function, at) in enumerate(self._seen, 1)
        )
        table = Table(self.name, _KEYS, ("nanoseconds",), timed, adds_up=False)
        return (table, *left_out(self.name, self._missing, 0))

    def _action(self, what: str) -> Callback | Trace:
        return Callback(partial(self._note, what)) if self.settings["clock"] else Trace()

    def _note(self, what: str, happening: Happening) -> None:
        now = perf_counter_ns()
        if len(self._seen) < int(self.settings["most"]):
            self._seen.append((what, self._contents.function_name(happening.place.function), now))
        else:
            self._missing += 1

    def _row(self, what: str, happening: Happening) -> Key:
        return what, self._contents.function_name(happening.place.function)
