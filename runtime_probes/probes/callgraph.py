"""The monitor `callgraph`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..binary.contents import Contents
from ..call_counts import INDIRECT_CALLS, OUTSIDE, indirect_calls
from ..counting_monitor import CountingMonitor
from ..host import Session
from ..instruction_counts import CountedFunction
from ..operand_types import index_of
from ..probe import Probe
from ..table import Table

_DIRECT = ("call", "return_call")


class CallGraph(CountingMonitor):
    """Which function called which, and how often; what the host called has the caller -1.

    So has what another module called through a shared table. The callee of a call through a table or a reference is -1
    where it is no function that the module defines.

    Module:
        (module
          (func $square (param i32) (result i32) (i32.mul (local.get 0) (local.get 0)))
          (func $sum (param i32 i32) (result i32)
            (i32.add (call $square (local.get 0)) (call $square (local.get 1))))
          (func (export "run") (drop (call $sum (i32.const 3) (i32.const 4)))))

    Tells:
        call graph
        caller  caller name  callee  callee name  calls
        -1      outside      2       run          1
        1       sum          0       square       2
        2       run          1       sum          1
    """

    name = "callgraph"
    wizard = ("calls",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probe that counts, and the one that looks at calls through tables."""
        return (self.counting, INDIRECT_CALLS)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return the pairs of callers and callees."""
        edges = Counter[tuple[int, int]]()
        entries: dict[int, int] = {}
        for function in self.functions(session):
            entries[function.index] = function.entries
            edges.update(dict(_calls(function)))
        for each in indirect_calls(session):
            edges[each.caller, each.callee] += each.times
        edges.update(_from_outside(entries, edges))
        names = {OUTSIDE: "outside", **session.instrumented.contents.function_names}
        rows = tuple(
            ((caller, names.get(caller, ""), callee, names.get(callee, "")), (count,))
            for (caller, callee), count in sorted(edges.items())
            if count
        )
        return (Table("call graph", ("caller", "caller name", "callee", "callee name"), ("calls",), rows),)


def _calls(function: CountedFunction) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the functions that a function calls by their index, each once, and how often it did."""
    counts = Counter[int]()
    for instruction, count in function.reachable:
        if instruction.opcode.name in _DIRECT:
            counts[index_of(instruction)] += count
    for callee, count in counts.items():
        yield (function.index, callee), count


def _from_outside(entries: Mapping[int, int], edges: Mapping[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Return the entries of functions that no call of the module explains."""
    explained = Counter[int]()
    for (_, callee), count in edges.items():
        explained[callee] += count
    return {(OUTSIDE, function): max(0, count - explained[function]) for function, count in entries.items()}
