"""A live instance of a module with probes: the host's side of counting, recording and calling back."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from struct import Struct as Layout
from typing import Any

import wasmtime

from .actions.batched import Batched
from .actions.callback import Answer, Callback
from .actions.trace import Trace
from .additions import FLUSH
from .host_functions import host_function
from .instrument import Instrumented
from .probe import Probe
from .readings import Count, Happening, Place
from .weaving import Placed

MOST_RECORDED = 256 << 20  # bytes of records that are kept
_CODES = {4: "I", 8: "Q", 16: "QQ"}


class Session:
    """The probes of one instance. Make it as soon as there is the instance: a start function runs only then."""

    def __init__(
        self, instrumented: Instrumented, store: wasmtime.Store, instance: wasmtime.Instance, most: int = MOST_RECORDED
    ) -> None:
        """Take the module, the store and the instance; at `most` so many bytes of records are kept, the first ones."""
        self.instrumented = instrumented
        self.store = store
        self.instance = instance
        self.lost = 0
        self._most = most
        self._chunks: list[bytes] = []
        self._recorded = 0
        self._firsts = [placed.first for placed in instrumented.placed]
        self._called: dict[int, tuple[Callable[[Happening], Answer], int, Place]] = {}
        self._layouts = [_layout(probe) for probe in instrumented.probes]
        actions = enumerate(probe.action for probe in instrumented.probes)
        self._batches = {number: action for number, action in actions if isinstance(action, Batched)}
        self._fill_hooks()
        if (start := self._export("start")) is not None:
            start(store)

    def counts(self, probe: Probe) -> list[Count]:
        """Return what a probe that counts, tallies or flags has seen, site by site."""
        size = probe.action.size
        memory = self._memory()
        code = "Q" if size == 8 else "B"
        found: list[Count] = []
        for placed in self._placed(probe):
            last = placed.addresses[-1] + size * (placed.sites[-1].width if placed.sites else 1)
            numbers = array(code, memory(placed.addresses[0], last))
            for position, address in enumerate(placed.addresses):
                width = placed.sites[position].width if placed.sites else 1
                at = (address - placed.addresses[0]) // size
                found.append(Count(self._place(placed, position), tuple(numbers[at : at + width])))
        return found

    def enable(
        self, probe: Probe | None = None, function: int | None = None, place: Place | None = None, on: bool = True
    ) -> None:
        """Switch on the sites of a probe, in a function, at a place: all to which what is given applies.

        Within a `Callback` it takes effect after the event. Raised: `ValueError` where nothing can be switched.
        """
        memory = self._writable()
        for placed in self.instrumented.placed:
            if (probe is None or self.instrumented.probes[placed.probe] is probe) and function in (
                None,
                placed.function,
            ):
                for position, address in enumerate(placed.switches):
                    if place is None or self._place(placed, position) == place:
                        memory(bytes((on,)), address)
        self._switch_functions()

    def disable(self, probe: Probe | None = None, function: int | None = None, place: Place | None = None) -> None:
        """Switch off the same sites that `enable` switches on."""
        self.enable(probe, function, place, on=False)

    def _switch_functions(self) -> None:
        """Let the functions that have any site on run with probes, and the others without."""
        on: dict[int, bool] = {}
        read, write = self._memory(), self._writable()
        for placed in self.instrumented.placed:
            if placed.switches and any(read(placed.switches.start, placed.switches.stop)):
                on[placed.function] = True
        for function, address in self.instrumented.function_switches.items():
            write(bytes((on.get(function, False),)), address)

    def happenings(self) -> Iterator[Happening]:
        """Yield the records so far, in the order in which they happened."""
        self.flush()
        size = self.instrumented.additions.record_size
        for chunk in self._chunks:
            for start in range(0, len(chunk), size):
                number = int.from_bytes(chunk[start : start + 4], "little")
                placed, position = self._site(number)
                values = self._layouts[placed.probe].unpack_from(chunk, start + 4)
                yield Happening(placed.probe, self._place(placed, position), values)

    def flush(self) -> None:
        """Take what is in the ring out of it."""
        cursor = self._export("cursor")
        if cursor is None:
            return
        size = self.instrumented.additions.record_size
        start = self.instrumented.additions.ring_start
        chunk = self._memory()(start, cursor.value(self.store))
        cursor.set_value(self.store, start)
        room = max(0, self._most - self._recorded) // size * size
        if self._batches:
            chunk = self._hand_over(chunk, size)
        self.lost += max(0, len(chunk) - room) // size
        if chunk and room:
            self._chunks.append(chunk[:room])
            self._recorded += len(self._chunks[-1])

    def _hand_over(self, chunk: bytes, size: int) -> bytes:
        """Hand the records of `Batched` probes to their functions; return the others."""
        kept: list[bytes] = []
        batches: dict[int, list[Happening]] = {number: [] for number in self._batches}
        for start in range(0, len(chunk), size):
            record = chunk[start : start + size]
            placed, position = self._site(int.from_bytes(record[:4], "little"))
            if placed.probe in batches:
                values = self._layouts[placed.probe].unpack_from(record, 4)
                batches[placed.probe].append(Happening(placed.probe, self._place(placed, position), values))
            else:
                kept.append(record)
        for number, batch in batches.items():
            if batch:
                self._batches[number].function(batch)
        return b"".join(kept)

    def _fill_hooks(self) -> None:
        """Put a host function into each slot that the probes call."""
        for kind, hook in self.instrumented.additions.slots.items():
            run = self.flush if kind == FLUSH else self._dispatch
            table = self._export(f"hook{hook.slot}")
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
        placed, position = self._site(number)
        action = self.instrumented.probes[placed.probe].action
        assert isinstance(action, Callback)
        return action.answer, placed.probe, self._place(placed, position)

    def _site(self, number: int) -> tuple[Placed, int]:
        """Return where the site with a number lies."""
        placed = self.instrumented.placed[bisect_right(self._firsts, number) - 1]
        return placed, number - placed.first

    def _place(self, placed: Placed, position: int) -> Place:
        return self.instrumented.place(placed, position)

    def _placed(self, probe: Probe) -> Iterator[Placed]:
        number = self.instrumented.probes.index(probe)
        return (placed for placed in self.instrumented.placed if placed.probe == number)

    def _memory(self) -> Callable[[int, int], bytes]:
        memory = self._export("memory")
        return lambda start, end: bytes(memory.read(self.store, start, end))

    def _writable(self) -> Callable[[bytes, int], None]:
        if not any(placed.switches for placed in self.instrumented.placed):
            raise ValueError("the probes cannot be switched: instrument with another `switching`")
        memory = self._export("memory")
        return lambda content, start: memory.write(self.store, content, start)

    def _export(self, name: str) -> Any:
        return self.instance.exports(self.store).get(self.instrumented.additions.prefix + name)


def _layout(probe: Probe) -> Layout:
    fields = probe.action.fields if isinstance(probe.action, Trace) else {}
    return Layout("<" + "".join(_CODES[size] for size in fields.values()))
