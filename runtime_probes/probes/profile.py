"""How long functions run in which contexts."""

from collections.abc import Iterator, Sequence
from time import perf_counter_ns
from typing import ClassVar

from ..actions.callback import Callback
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..stacks import Stack
from ..stopwatch import Stopwatch
from ..table import Table
from ..where import named


class Profile(Monitor):
    """How long functions ran in which contexts, in nanoseconds by the clock of the host, those of host calls included.

    Python is called at each entry and exit, which takes longer than a small function does: choose some `functions` by a
    shell pattern, or count instructions with `contexts` instead. What is deeper than `depth`, or beyond the `most`
    contexts, is counted with what called it.

    Module:
        (module
          (func $work (param i32)
            (loop (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
          (func (export "run") (call $work (i32.const 1000)) (call $work (i32.const 1000))))

    Tells:
        profile
        context   calls  nanoseconds  in all
        run       1      …            …
        run;work  2      …            …
    """

    name = "profile"
    wizard = ("fprofile",)
    options: ClassVar[Options] = {"depth": 200, "most": 100_000, "functions": "*"}

    def __init__(self, **options: int | str | bool) -> None:
        """Make the monitor; raise ValueError on an option that it does not have."""
        super().__init__(**options)
        self._watch = self._fresh()

    def _fresh(self) -> Stopwatch:
        return Stopwatch(perf_counter_ns, int(self.settings["depth"]), int(self.settings["most"]))

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return what calls Python at entries and exits; what was measured before is forgotten."""
        watch = self._watch = self._fresh()
        pattern = str(self.settings["functions"])
        where = None if pattern == "*" else named(pattern)
        entered = Callback(lambda happening: watch.enter(happening.place.function))
        left = Callback(lambda happening: watch.leave())
        return (
            Probe(FunctionEntry(), entered, where, "entries for the profile"),
            Probe(FunctionExit(unwound=True), left, where, "exits for the profile"),
        )

    def stacks(self, session: Session) -> Iterator[Stack]:
        """Yield the contexts as stacks of functions with their nanoseconds, each behind the one it was called in."""
        names = session.instrumented.contents.function_names
        return self._watch.stacks(lambda function: names.get(function) or f"function {function}")

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the contexts, as names of functions with semicolons between them."""
        rows = tuple(((each.joined,), (each.calls, each.cost, each.in_all)) for each in self.stacks(session))
        return (Table("profile", ("context",), ("calls", "nanoseconds", "in all"), rows),)
