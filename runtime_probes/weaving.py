"""Puts probes into one function after the other."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .action import Action, PlainAction, Spot
from .additions import Additions
from .binary.malformed import MalformedModule
from .event import Edit, Placement, PlainEvent, Rank, Site, Wants
from .function import Function, calling
from .plain_weaving import PlainWeaver
from .probe import Probe
from .redirecting import redirected_calls
from .scratch import Scratch
from .splicing import spliced
from .switching import Snippet, Switching, choice, combined

_MOST_AT_ONCE = 1 << 14  # bytes of code, as all that is made of these is in memory at once


class Mark(NamedTuple):
    """What is remembered of a site beside its offset: how many outcomes there are, and its note."""

    width: int
    note: str


@dataclass(slots=True)
class Placed:
    """The sites of one probe in one function: their offsets, and the addresses of their memory and of their switches.

    `first` is the number of the first site among all sites of the module; `sites` is empty for events without values.
    """

    probe: int
    function: int
    first: int
    offsets: Sequence[int]
    addresses: Sequence[int]
    switches: range = range(0)
    sites: Sequence[Mark] = ()


class Bodies(NamedTuple):
    """Some bodies, as entries of the code section: how many they are, and their bytes."""

    number: int
    code: bytes


@dataclass
class _Woven:
    """One function while probes are put into it: the code at each place, and the edits that sites need elsewhere."""

    function: Function
    scratch: Scratch
    snippets: defaultdict[tuple[int, Rank], list[Snippet]] = field(
        default_factory=lambda: defaultdict[tuple[int, Rank], list[Snippet]](list)
    )
    ends: dict[int, int] = field(default_factory=dict[int, int])
    around: dict[Edit, None] = field(default_factory=dict[Edit, None])

    def add(self, where: Placement, snippet: Snippet) -> None:
        """Add the code of one site; raise ValueError where two stand instead of one instruction."""
        found = self.snippets[where.offset, where.rank]
        found.append(snippet)
        if where.rank is Rank.INSTEAD:
            if len(found) > 1:
                place = self.function.base + where.offset
                raise ValueError(f"two probes stand instead of the instruction at byte {place:#x}")
            self.ends[where.offset] = where.until
        self.around.update(dict.fromkeys(where.elsewhere))

    def edits(self, memory: int) -> list[Edit]:
        """Return all that is to be done."""
        made = [
            Edit(offset, self._end(offset, rank), rank, combined(found, self.scratch, memory))
            for (offset, rank), found in self.snippets.items()
        ]
        return [*self.around, *made]

    def _end(self, offset: int, rank: Rank) -> int:
        return self.ends[offset] if rank is Rank.INSTEAD else offset


def _malformed(function: Function) -> MalformedModule:
    """Return the error for a function that names something that is not there."""
    place = function.base + function.body.start
    return MalformedModule(f"function {function.index} names something that is not there", place)


@dataclass(slots=True)
class Weaver:
    """Puts some probes into functions, and remembers where. `function_switches` are addresses, by function.

    `redirections` are the functions that are added to be called in the place of imported ones, `tail_redirections`
    those for tail calls, which leave nothing on the stack, where no probe needs anything there; `clones` those that are
    added with the probes of others, by their own index. Of functions that are `watched` the edits are kept, by the
    index that the edited body has in the end.
    """

    probes: Sequence[Probe]
    additions: Additions
    switching: Switching = Switching.NEVER
    placed: list[Placed] = field(default_factory=list[Placed])
    function_switches: dict[int, int] = field(default_factory=dict[int, int])
    redirections: dict[int, int] = field(default_factory=dict[int, int])
    tail_redirections: dict[int, int] = field(default_factory=dict[int, int])
    clones: dict[int, int] = field(default_factory=dict[int, int])
    watched: frozenset[int] = frozenset()
    kept: dict[int, Sequence[Edit]] = field(default_factory=dict[int, Sequence[Edit]])
    _count: int = 0
    _marks: dict[Mark, Mark] = field(default_factory=dict[Mark, Mark])
    _plain: dict[int, PlainWeaver] = field(init=False)

    def __post_init__(self) -> None:
        """See which probes can be put in the fast way, where they are the only ones of a function."""
        self._plain = {
            number: PlainWeaver(probe.event, probe.action, self.additions)
            for number, probe in enumerate(self.probes if self.switching is Switching.NEVER else ())
            if isinstance(probe.event, PlainEvent) and isinstance(probe.action, PlainAction)
        }

    def add_calling(self, imported: int, *, has_tail_calls: bool) -> None:
        """Let the module call an imported function through one with the probes that look at such, if there are any."""
        added = self._calling(imported, is_tail=False)
        if added is None:
            return
        self.redirections[imported] = added
        if has_tail_calls and not any(probe.event.keeps_tail_calls for probe in self.probes):
            tail = self._calling(imported, is_tail=True)
            self.tail_redirections[imported] = imported if tail is None else tail

    def _calling(self, imported: int, *, is_tail: bool) -> int | None:
        """Add a function that calls an imported one, with the probes that look at such; None where there are none."""
        appender = self.additions.appender
        body = self.body(calling(appender.contents, imported, is_tail=is_tail))
        if body is None:
            return None
        return appender.add_function(appender.contents.function_type_index(imported), body)

    def bodies(self, functions: Iterable[Function]) -> Iterator[Bodies]:
        """Yield all functions with their probes, some at a time; raise `MalformedModule` as `body` does."""
        for chosen, run in self._runs(functions):
            if len(run) > 1:
                yield Bodies(len(run), self._plainly(chosen[0], run))
            else:
                woven = self._body(run[0], chosen)
                yield Bodies(1, spliced(run[0], (), Scratch(0)) if woven is None else woven)

    def _runs(self, functions: Iterable[Function]) -> Iterator[tuple[list[int], list[Function]]]:
        """Yield functions with the numbers of their probes; those that have one plain probe alone come together."""
        run: list[Function] = []
        common: list[int] = []
        for function in functions:
            chosen = self._chosen(function)
            is_alone = bool(self.redirections or self.watched) or self._plain_of(chosen) is None
            if run and (is_alone or chosen != common or function.body.end - run[0].body.start > _MOST_AT_ONCE):
                yield common, run
                run = []
            common = chosen
            run.append(function)
        if run:
            yield common, run

    def _chosen(self, function: Function) -> list[int]:
        """Return the numbers of the probes that are put into a function."""
        try:
            return [number for number, probe in enumerate(self.probes) if probe.applies(function)]
        except IndexError:
            raise _malformed(function) from None

    def _plain_of(self, chosen: Sequence[int]) -> int | None:
        """Return the number of the only probe, where that is put in the fast way."""
        return chosen[0] if len(chosen) == 1 and chosen[0] in self._plain else None

    def _plainly(self, plain: int, functions: Sequence[Function]) -> bytes:
        """Return functions with one probe without values."""
        weaver = self._plain[plain]
        woven = weaver.weave(functions)
        if functions[0].index in self.watched:
            self.kept[functions[0].index] = weaver.edits(woven)
        first = 0
        for function, last in zip(functions, woven.reached, strict=True):
            offsets, addresses = woven.offsets[first:last], woven.addresses[first:last]
            self._remember(Placed(plain, function.index, self._count, offsets, addresses))
            first = last
        return woven.code

    def body(self, function: Function) -> bytes | None:
        """Return the body of a function with its probes, as an entry of the code section; None where it stays.

        Raised: `MalformedModule` where the body names what there is not.
        """
        return self._body(function, self._chosen(function))

    def _body(self, function: Function, chosen: Sequence[int]) -> bytes | None:
        """Return the body of a function with some probes."""
        try:
            return self._woven_or_cloned(function, chosen)
        except IndexError:
            raise _malformed(function) from None

    def _woven_or_cloned(self, function: Function, chosen: Sequence[int]) -> bytes | None:
        calls = redirected_calls(function)
        woven = self._woven(function, chosen, calls)
        if woven is None:
            return self._spliced(function, calls) if calls else None
        if self.switching is not Switching.AT_CALLS:
            return woven
        appender = self.additions.appender
        clone = appender.add_function(appender.contents.function_type_index(function.index), woven)
        self.clones[clone] = function.index
        if function.index in self.kept:
            self.kept[clone] = self.kept[function.index]
        known = self.function_switches.get(function.index)
        switch = self.function_switches[function.index] = self.additions.reserve(1, 1) if known is None else known
        return self._spliced(function, [choice(function, clone, switch, self.additions.memory), *calls])

    def _spliced(self, function: Function, edits: Sequence[Edit], scratch: Scratch | None = None) -> bytes:
        """Return a body with some edits, which are kept where the function is watched."""
        if function.index in self.watched:
            self.kept[function.index] = edits
        return spliced(function, edits, scratch or Scratch(function.local_count))

    def _woven(self, function: Function, chosen: Sequence[int], calls: Sequence[Edit]) -> bytes | None:
        if not calls and (plain := self._plain_of(chosen)) is not None:
            return self._plainly(plain, [function])
        woven = _Woven(function, Scratch(function.local_count))
        for number in chosen:
            self._place(woven, number, self.probes[number])
        if not woven.snippets:
            return None
        others = [call for call in calls if call.start not in woven.ends]
        return self._spliced(function, [*others, *woven.edits(self.additions.memory)], woven.scratch)

    def _place(self, woven: _Woven, number: int, probe: Probe) -> None:
        """Put a probe into a function."""
        sites = list(probe.event.sites(woven.function))
        placed = Placed(number, woven.function.index, self._count, array("I", [site.offset for site in sites]), ())
        placed.switches, placed.sites = self._switches(len(sites)), self._kept(sites)
        placed.addresses = array("I", [self._address(probe.action, site) for site in sites])
        for position, site in enumerate(sites):
            self._add(woven, probe.action, placed, position, site)
        self._remember(placed)

    def _address(self, action: Action, site: Site) -> int:
        """Return the address of the memory that an action has at a site; 0 where it needs none."""
        return self.additions.reserve(action.size * site.width) if action.size else 0

    def _add(self, woven: _Woven, action: Action, placed: Placed, position: int, site: Site) -> None:
        """Put the code for one site into a function."""
        where = site.placement(Wants(frozenset(action.wants), action.replacing), woven.scratch, self.additions)
        spot = Spot(placed.first + position, placed.addresses[position], site.width, where.targets)
        code = action.code(spot, where.values, woven.scratch, self.additions)
        switch = placed.switches[position] if placed.switches else 0
        snippet = Snippet(
            where.capture, code, where.restore, switch, where.condition, where.otherwise, action.calls_host
        )
        woven.add(where, snippet)

    def _kept(self, sites: Iterable[Site]) -> list[Mark]:
        marks = (Mark(site.width, site.note) for site in sites)
        return [self._marks.setdefault(mark, mark) for mark in marks]

    def _switches(self, count: int) -> range:
        """Return the addresses of the switches of some sites: none where nothing is ever switched."""
        if self.switching is Switching.NEVER:
            return range(0)
        start = self.additions.reserve(count, 1)
        return range(start, start + count)

    def _remember(self, placed: Placed) -> None:
        if placed.offsets:
            self.placed.append(placed)
            self._count += len(placed.offsets)
