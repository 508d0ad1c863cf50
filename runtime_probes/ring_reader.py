"""The records of an instance: taken out of its ring, kept or handed on, and read."""

from collections.abc import Iterator
from struct import Struct as Layout

from .actions.batched import Batched
from .actions.trace import Trace
from .attachment import Attachment
from .probe import Probe
from .readings import Happening, Place

_CODES = {4: "I", 8: "Q", 16: "QQ"}


class RingReader:
    """What `Trace` and `Batched` probes have recorded. `lost` counts the records that were too many to be kept."""

    def __init__(self, attachment: Attachment, most: int) -> None:
        """Take the instance, and how many bytes of records are kept at most, the first ones."""
        self.lost = 0
        self._attachment = attachment
        self._size = attachment.instrumented.additions.record_size
        self._most = most
        self._chunks: list[bytes] = []
        self._recorded = 0
        probes = attachment.instrumented.probes
        self._layouts = [_layout(probe) for probe in probes]
        self._sites: dict[int, tuple[int, Place, Layout]] = {}
        actions = enumerate(probe.action for probe in probes)
        self._batches = {number: action for number, action in actions if isinstance(action, Batched)}

    def happenings(self) -> Iterator[Happening]:
        """Yield the records so far, in the order in which they happened."""
        self.flush()
        for chunk in self._chunks:
            for start in range(0, len(chunk), self._size):
                yield self._happening(chunk, start)

    def flush(self) -> None:
        """Take what is in the ring out of it."""
        attachment = self._attachment
        cursor = attachment.export("cursor")
        if cursor is None:
            return
        start = attachment.instrumented.additions.ring_start
        chunk = attachment.read(start, cursor.value(attachment.store))
        cursor.set_value(attachment.store, start)
        self._take(chunk)

    def add(self, number: int) -> None:
        """Record that something happened at the site with a number, without values, after all that is in the ring."""
        self.flush()
        self._take(number.to_bytes(4, "little").ljust(self._size, b"\0"))

    def _take(self, chunk: bytes) -> None:
        """Keep some records, or hand them on."""
        if self._batches:
            chunk = self._hand_over(chunk)
        room = max(0, self._most - self._recorded) // self._size * self._size
        self.lost += max(0, len(chunk) - room) // self._size
        if chunk and room:
            self._chunks.append(chunk[:room])
            self._recorded += len(self._chunks[-1])

    def _hand_over(self, chunk: bytes) -> bytes:
        """Hand the records of `Batched` probes to their functions; return the others."""
        kept: list[bytes] = []
        batches: dict[int, list[Happening]] = {number: [] for number in self._batches}
        for start in range(0, len(chunk), self._size):
            probe, place, layout = self._site(chunk, start)
            batch = batches.get(probe)
            if batch is None:
                kept.append(chunk[start : start + self._size])
            else:
                batch.append(Happening(probe, place, layout.unpack_from(chunk, start + 4)))
        for number, batch in batches.items():
            if batch:
                self._batches[number].function(batch)
        return b"".join(kept)

    def _happening(self, chunk: bytes, start: int) -> Happening:
        """Return the record at an offset in some."""
        probe, place, layout = self._site(chunk, start)
        return Happening(probe, place, layout.unpack_from(chunk, start + 4))

    def _site(self, chunk: bytes, start: int) -> tuple[int, Place, Layout]:
        """Return the probe and the place of a record, and how its values lie; each site is looked for once."""
        number = int.from_bytes(chunk[start : start + 4], "little")
        known = self._sites.get(number)
        if known is None:
            placed, position = self._attachment.site(number)
            place = self._attachment.place(placed, position)
            known = self._sites[number] = (placed.probe, place, self._layouts[placed.probe])
        return known


def _layout(probe: Probe) -> Layout:
    fields = probe.action.fields if isinstance(probe.action, Trace) else {}
    return Layout("<" + "".join(_CODES[size] for size in fields.values()))
