"""Which functions are called, one within the other, with what and what they give."""

from collections.abc import Sequence
from typing import ClassVar

from ..actions.trace import Trace
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..function_types import recorded_arguments, recorded_results
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..readings import Happening
from ..recorded import listed
from ..table import Key, Table
from ..told import told

_WAYS = {"end": "", "return": "", "throw": " throws"}


class CallTrace(Monitor):
    """Tells each entry of a function with its arguments and each exit with its results, indented by depth.

    Shows what a program does in which order. At most the first `most` lines are told. Functions that a trap leaves have
    no exit; what a host calls after one seems to be called within them. Of vectors the lower half is told, of many
    arguments the first 16.

    Module:
        (module
          (func $factorial (param i64) (result i64)
            (if (result i64) (i64.eqz (local.get 0))
              (then (i64.const 1))
              (else (i64.mul (local.get 0) (call $factorial (i64.sub (local.get 0) (i64.const 1)))))))
          (func $run (export "run") (drop (call $factorial (i64.const 2)))))

    Tells:
        trace
        step  call
        1     run()
        2       factorial(2)
        3         factorial(1)
        4           factorial(0)
        5           = 1
        6         = 1
        7       = 2
        8     =
    """

    name = "trace"
    wizard = ("tracepoints",)
    options: ClassVar[Options] = {"most": 100_000}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe that records entries, and one that records exits."""
        self._contents = contents
        self._entry = Probe(FunctionEntry(), Trace(**recorded_arguments(contents)), name="function entries")
        self._exit = Probe(FunctionExit(), Trace(**recorded_results(contents)), name="function exits")
        return self._entry, self._exit

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the entries and exits in their order."""
        self._depth = 0
        rows = {self._entry: self._entered, self._exit: self._left}
        return told(session, "trace", ("step", "call"), rows, int(self.settings["most"]))

    def _entered(self, happening: Happening) -> Key:
        function = happening.place.function
        arguments = listed(happening.values, self._contents.function_type(function).parameters)
        self._depth += 1
        return (f"{'  ' * (self._depth - 1)}{self._contents.function_name(function)}({arguments})",)

    def _left(self, happening: Happening) -> Key:
        note = happening.place.note
        self._depth = max(0, self._depth - 1)
        is_done = note in ("end", "return")
        kinds = self._contents.function_type(happening.place.function).results if is_done else ()
        told_of = listed(happening.values, kinds)
        way = _WAYS.get(note, f" {note}")
        return (f"{'  ' * self._depth}={way}{' ' + told_of if told_of else ''}",)
