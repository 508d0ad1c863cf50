"""The monitor `contexts`."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, NamedTuple

from ..actions.context import Contexts as ContextsOfModule
from ..actions.context import EnterContext, LeaveContext, SpendInContext
from ..binary.contents import Contents
from ..events.function_entry import FunctionEntry
from ..events.function_exit import FunctionExit
from ..events.weighed_block import WeighedBlock
from ..host import Session
from ..monitor import Monitor, Options
from ..pair_readings import pairs
from ..probe import Probe
from ..stacks import Stack
from ..table import Table
from ..where import named


class Contexts(Monitor):
    """How often functions were called in which contexts, and how many instructions they ran there.

    A context is a function with all that was running when it was called, the outermost first: the same function may be
    cheap in one and dear in another. Instructions are the function's own; `in all` counts callees, too.
    They measure work exactly, the same in every run; a block that is left on its way is counted as a whole.

    What is deeper than `depth` is counted with what called it. There is room for 2 ** `bits` contexts; what finds none
    is told as "no room". With `functions`, a shell pattern, all other functions are left out.

    Module:
        (module
          (func $square (param i32) (result i32) (i32.mul (local.get 0) (local.get 0)))
          (func $sum (param i32 i32) (result i32)
            (i32.add (call $square (local.get 0)) (call $square (local.get 1))))
          (func (export "run")
            (drop (call $sum (i32.const 3) (i32.const 4)))
            (drop (call $square (i32.const 5)))))

    Tells:
        contexts
        context         calls  instructions  in all
        run             1      8             26
        run;square      1      4             4
        run;sum         1      6             14
        run;sum;square  2      8             8
    """

    name = "contexts"
    wizard = ("profile",)
    options: ClassVar[Options] = {"depth": 200, "bits": 16, "functions": "*"}

    def __init__(self, **options: int | str | bool) -> None:
        """Make the monitor; raise ValueError on an option it does not have, or on one out of its range."""
        super().__init__(**options)
        bits, depth = int(self.settings["bits"]), int(self.settings["depth"])
        if not (1 <= bits <= 24 and 1 <= depth < 1 << 31):
            raise ValueError("there may be from 1 to 24 bits, and a depth from 1 to 2147483647")
        self._contexts = ContextsOfModule(bits, depth)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return what keeps the tree: entries, exits, and blocks with their costs."""
        pattern = str(self.settings["functions"])
        where = None if pattern == "*" else named(pattern)
        return (
            Probe(FunctionEntry(), EnterContext(self._contexts), where, "contexts entered"),
            Probe(WeighedBlock(), SpendInContext(self._contexts, "length"), where, "cost of contexts"),
            Probe(FunctionExit(), LeaveContext(self._contexts), where, "contexts left"),
        )

    def stacks(self, session: Session) -> Iterator[Stack]:
        """Yield the contexts as stacks of functions with what they cost, each behind the one that it was called in."""
        nodes = {address: _Node(*numbers) for address, numbers in pairs(session, self._contexts)}
        inside = _children(nodes)
        names = session.instrumented.contents.function_names
        costs = _costs(nodes, inside)
        for functions, address in _paths(nodes, inside, names):
            yield Stack(functions, nodes[address].calls, nodes[address].cost, costs[address])

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the contexts, as names of functions with semicolons between them."""
        rows = tuple(((each.joined,), (each.calls, each.cost, each.in_all)) for each in self.stacks(session))
        return (Table("contexts", ("context",), ("calls", "instructions", "in all"), rows),)


class _Node(NamedTuple):
    key: int
    calls: int
    cost: int


def _children(nodes: Mapping[int, _Node]) -> dict[int, list[int]]:
    """Return the contexts in each context, in the order of their functions; those in none are in 0."""
    inside: dict[int, list[int]] = {0: []}
    for address in sorted(nodes, key=lambda address: nodes[address].key & 0xFFFFFFFF):
        if nodes[address].calls:
            inside.setdefault(nodes[address].key >> 32, []).append(address)
    return inside


def _costs(nodes: Mapping[int, _Node], inside: Mapping[int, list[int]]) -> dict[int, int]:
    """Return what each context costs with all in it."""
    order = list(_walked(inside))
    costs: dict[int, int] = {}
    for address in reversed(order):
        costs[address] = nodes[address].cost + sum(costs[each] for each in inside.get(address, ()))
    return costs


def _walked(inside: Mapping[int, list[int]]) -> Iterator[int]:
    """Yield the contexts, each before those in it."""
    waiting = inside[0][::-1]
    while waiting:
        address = waiting.pop()
        yield address
        waiting += inside.get(address, ())[::-1]


def _paths(
    nodes: Mapping[int, _Node], inside: Mapping[int, list[int]], names: Mapping[int, str]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the names of the functions of each context."""
    paths: dict[int, tuple[str, ...]] = {0: ()}
    for address in _walked(inside):
        outer, function = nodes[address].key >> 32, (nodes[address].key & 0xFFFFFFFF) - 1
        name = "no room" if function < 0 else names.get(function) or f"function {function}"
        paths[address] = (*paths[outer], name)
        yield paths[address], address
