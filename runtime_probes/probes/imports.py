"""What a module asks of its host, and how long that takes."""

from collections import Counter, deque
from collections.abc import Sequence
from time import perf_counter_ns
from typing import ClassVar

from ..actions.callback import Callback
from ..binary.contents import Contents
from ..events.host_call import HostCall, HostReturn
from ..function_types import most_parameters
from ..host import Session
from ..monitor import Monitor, Options
from ..probe import Probe
from ..readings import Happening
from ..table import Table

_DEEPEST = 10_000  # calls that wait for their end; a trap in the host leaves some for good
_OTHERS = "others"


class Imports(Monitor):
    """Counts calls of imported functions, and measures the time between each call and its return.

    Tells what a program costs its host, and where it waits. The time includes what the host calls in the module in
    turn, and some microseconds for measuring. The second table's `mean` and `longest` are those of one run: in the
    sum of runs only `total` means anything. With `arguments` it tells the arguments too: the first `most` different
    ones, and the rest together.

    Module:
        (module
          (import "wasi_snapshot_preview1" "sched_yield" (func $yield (result i32)))
          (memory (export "memory") 1)
          (func (export "run") (drop (call $yield)) (drop (call $yield))))

    Tells:
        host calls
        import                              calls  returned
        wasi_snapshot_preview1.sched_yield  2      2

        time in the host, in nanoseconds
        import                              total  mean  longest
        wasi_snapshot_preview1.sched_yield  …      …     …
    """

    name = "imports"
    options: ClassVar[Options] = {"arguments": False, "most": 1000}

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a probe for calls, and one for their returns."""
        self._calls: Counter[int] = Counter()
        self._returns: Counter[int] = Counter()
        self._total: Counter[int] = Counter()
        self._longest: dict[int, int] = {}
        self._asked: Counter[tuple[int, str]] = Counter()
        self._waiting: deque[tuple[int, int]] = deque(maxlen=_DEEPEST)
        names = [f"argument{number}" for number in range(most_parameters(contents, imports=True))]
        calling = Callback(self._called, *(names if self.settings["arguments"] else ()))
        return Probe(HostCall(), calling, name="host calls"), Probe(HostReturn(), Callback(self._came_back))

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the imported functions that were called."""
        names = {index: session.instrumented.contents.function_name(index) for index in sorted(self._calls)}
        calls = tuple(((name,), (self._calls[index], self._returns[index])) for index, name in names.items())
        times = tuple(((name,), self._times(index)) for index, name in names.items() if self._returns[index])
        found = [
            Table("host calls", ("import",), ("calls", "returned"), calls),
            Table("time in the host, in nanoseconds", ("import",), ("total", "mean", "longest"), times, adds_up=False),
        ]
        if self.settings["arguments"]:
            asked = tuple(((names[index], said), (times,)) for (index, said), times in sorted(self._asked.items()))
            found.append(Table("arguments of host calls", ("import", "arguments"), ("calls",), asked))
        return found

    def _times(self, index: int) -> tuple[int, int, int]:
        return self._total[index], self._total[index] // self._returns[index], self._longest[index]

    def _called(self, happening: Happening) -> None:
        index = happening.place.function
        self._calls[index] += 1
        if self.settings["arguments"]:
            said = index, ", ".join(map(str, happening.values))
            is_kept = said in self._asked or len(self._asked) < int(self.settings["most"])
            self._asked[said if is_kept else (index, _OTHERS)] += 1
        self._waiting.append((index, perf_counter_ns()))

    def _came_back(self, happening: Happening) -> None:
        now = perf_counter_ns()
        while self._waiting:
            index, began = self._waiting.pop()
            if index == happening.place.function:  # the others never came back
                self._returns[index] += 1
                self._total[index] += now - began
                self._longest[index] = max(self._longest.get(index, 0), now - began)
                return
