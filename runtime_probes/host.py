"""A live instance of a module with probes: the host's side of counting, recording and calling back."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import wasmtime

from .actions.callback import Answer, Callback
from .actions.trace import Trace
from .additions import FLUSH
from .attachment import Attachment
from .call_arguments import fitting
from .frames import OriginalFrame, original_frames
from .host_functions import host_function
from .instrument import Instrumented
from .plain_readings import as_counts, as_happenings
from .probe import Probe
from .readings import Count, Happening, Place
from .ring_reader import RingReader
from .shadow_stack import LeftBehind, RunningCells
from .switches import Switches
from .weaving import Placed

MOST_RECORDED = 256 << 20  # bytes of records that are kept


class Session:
    """The probes of one instance. Make it as soon as there is the instance: a start function runs only then."""

    def __init__(
        self,
        instrumented: Instrumented,
        store: wasmtime.Store,
        instance: wasmtime.Instance,
        most: int = MOST_RECORDED,
        *,
        starts: bool = True,
    ) -> None:
        """Take the module, the store and the instance; at `most` so many bytes of records are kept, the first ones.

        Unless it `starts` at once, `start` has to be called before all else.
        """
        self.instrumented = instrumented
        self.store = store
        self.instance = instance
        self._attachment = Attachment(instrumented, store, instance)
        self._ring = RingReader(self._attachment, most)
        self._switches = Switches(self._attachment)
        self._left_behind = LeftBehind(self._attachment)
        self._running = RunningCells(self._attachment)
        self._called: dict[int, tuple[Callable[[Happening], Answer], int, Place]] = {}
        self._fill_hooks()
        for probe in instrumented.probes:
            if isinstance(probe.action, Callback):
                probe.action.attach(self)
        if starts:
            self.start()

    @property
    def lost(self) -> int:
        """Return how many records were too many to be kept."""
        return self._ring.lost

    def start(self) -> None:
        """Call the module's start function, if there is one that had to wait; it raises what instantiating would."""
        if (start := self._attachment.export("start")) is not None:
            self.run(start)

    def call(self, name: str, *arguments: int | float) -> Any:
        """Call an exported function; return what it gives.

        Raised: what the engine raises, `wasmtime.Trap` and `wasmtime.ExitTrap` included, once the exits of all
        functions that it leaves have been told; `BadCall` where there is no such function, it takes other arguments, or
        it cannot be called from Python at all.
        """
        fit = fitting(self.instrumented.contents, name, arguments)
        found = self.instance.exports(self.store)[name]
        assert isinstance(found, wasmtime.Func)
        return self.run(found, *fit)

    def run(self, function: wasmtime.Func, *arguments: int | float) -> Any:
        """Call a function of the module, or one that calls it, as `call` does."""
        depth, held = self._left_behind.depth, self._running.held()
        try:
            return function(self.store, *arguments)
        except BaseException:
            self._unwind(depth, held)
            raise

    def unwind(self) -> None:
        """Tell the exits of all functions that were left without code, and forget the calls that seem to run.

        `call` does so by itself; it is for a host that calls the module in its own way, when that has raised.
        """
        self._unwind(0, ())

    def _unwind(self, depth: int, held: Sequence[bytes]) -> None:
        """Tell the exits of functions down to a depth of calls; go back to what was held of those that still run."""
        self._running.put(held)
        for placed, position in self._left_behind.sites(depth):
            if self._switches.is_on(placed, position):
                self._do(placed, position)

    def frames(self, trap: wasmtime.Trap) -> list[OriginalFrame]:
        """Return where a trap of this instance happened in the original module, the innermost call first."""
        return original_frames(self.instrumented, trap.frames)

    def counts(self, probe: Probe) -> list[Count]:
        """Return what a probe that counts, tallies or flags has seen, site by site."""
        size = probe.action.size
        code = "Q" if size == 8 else "B"
        found: list[Count] = []
        for placed in self._attachment.placed(probe):
            last = placed.addresses[-1] + size * (placed.sites[-1].width if placed.sites else 1)
            numbers = array(code, self._attachment.read(placed.addresses[0], last))
            for position, address in enumerate(placed.addresses):
                width = placed.sites[position].width if placed.sites else 1
                at = (address - placed.addresses[0]) // size
                found.append(Count(self._attachment.place(placed, position), tuple(numbers[at : at + width])))
        return found

    def happenings(self) -> Iterator[Happening]:
        """Yield the records so far, in the order in which they happened."""
        return self._ring.happenings()

    def readings(self) -> list[dict[str, Any]]:
        """Return what all probes have seen, as plain data that JSON can hold: a dictionary for each probe."""
        recorded: dict[int, list[Happening]] = {}
        for happening in self.happenings():
            recorded.setdefault(happening.probe, []).append(happening)
        return [
            as_counts(probe, self.counts(probe))
            if probe.action.size
            else as_happenings(probe, recorded.get(number, []))
            for number, probe in enumerate(self.instrumented.probes)
        ]

    def flush(self) -> None:
        """Take what is in the ring out of it."""
        self._ring.flush()

    def enable(
        self, probe: Probe | None = None, function: int | None = None, place: Place | None = None, on: bool = True
    ) -> None:
        """Switch on the sites of a probe, in a function, at a place: all to which what is given applies.

        Within a `Callback` it takes effect after the event. Raised: `ValueError` where nothing can be switched.
        """
        self._switches.turn(on, probe, function, place)

    def disable(self, probe: Probe | None = None, function: int | None = None, place: Place | None = None) -> None:
        """Switch off the same sites that `enable` switches on."""
        self._switches.turn(False, probe, function, place)

    def remove(self, probe: Probe) -> None:
        """Switch a probe off for good; what it saw is kept. Raised: `ValueError` where nothing can be switched."""
        self._switches.remove(probe)

    def _do(self, placed: Placed, position: int) -> None:
        """Do what the code of a site would do."""
        action = self.instrumented.probes[placed.probe].action
        if isinstance(action, Callback):
            self._dispatch(placed.first + position)
        elif isinstance(action, Trace):
            self._ring.add(placed.first + position)
        elif action.size:
            address = placed.addresses[position]
            number = 1 if action.size == 1 else self._attachment.number(address, action.size) + 1
            self._attachment.write(number.to_bytes(action.size, "little"), address)

    def _fill_hooks(self) -> None:
        """Put a host function into each slot that the probes call."""
        for kind, hook in self.instrumented.additions.slots.items():
            run = self.flush if kind == FLUSH else self._dispatch
            table = self._attachment.export(f"hook{hook.slot}")
            table.set(self.store, 0, host_function(self.store, kind, run))

    def _dispatch(self, number: int, *values: int | float) -> Answer:
        """Call the Python function of the probe that a site belongs to; return what the module goes on with."""
        called = self._called.get(number)
        if called is None:
            called = self._called[number] = self._callback(number)
        answer, probe, place = called
        return answer(Happening(probe, place, values))

    def _callback(self, number: int) -> tuple[Callable[[Happening], Answer], int, Place]:
        """Return what is called at the site with a number, the probe, and the place."""
        placed, position = self._attachment.site(number)
        action = self.instrumented.probes[placed.probe].action
        assert isinstance(action, Callback)
        return action.answer, placed.probe, self._attachment.place(placed, position)
