"""The monitor `branches`."""

from collections.abc import Iterator, Sequence

from ..actions.tally import Tally
from ..binary.contents import Contents
from ..branching import CONDITIONAL
from ..counting_monitor import CountingMonitor
from ..events.branch import BranchDecision
from ..host import Session
from ..probe import Probe
from ..table import Key, Table

TARGETS = Probe(BranchDecision("br_table"), Tally(), name="targets of br_table")


class Branches(CountingMonitor):
    """How often each branch was taken and not taken, and which targets each `br_table` chose.

    A branch that always goes one way is a condition that was never tested the other way. An `if` counts as taken where
    its condition held. Branches that never ran are told as well.

    Module:
        (module
          (func $choose (param i32) (result i32)
            (block $two (block $one (block $zero
              (br_table $zero $one $two (local.get 0)))
              (return (i32.const 10)))
              (return (i32.const 11)))
            (i32.const 12))
          (func (export "run")
            (if (i32.eq (call $choose (i32.const 1)) (i32.const 11)) (then (nop)) (else (nop)))
            (block (br_if 0 (i32.eqz (call $choose (i32.const 99)))))))

    Tells:
        branches
        function  name  offset  instruction  taken  not taken
        1         run   0x48    if           1      0
        1         run   0x56    br_if        0      1

        targets of br_table
        function  name    offset  target   count
        0         choose  0x2e    0        0
        0         choose  0x2e    1        1
        0         choose  0x2e    default  1
    """

    name = "branches"
    wizard = ("branches",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return the probe that counts, and the one that looks at what a `br_table` chooses."""
        return (self.counting, TARGETS)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return what branches did."""
        at = ("function", "name", "offset")
        return (
            Table("branches", (*at, "instruction"), ("taken", "not taken"), tuple(self._two_ways(session))),
            Table("targets of br_table", (*at, "target"), ("count",), tuple(_targets(session))),
        )

    def _two_ways(self, session: Session) -> Iterator[tuple[Key, tuple[int, int]]]:
        """Yield the branches with two outcomes; behind an `if` stands what runs where its condition held."""
        for each in self.functions(session):
            for instruction, count, following in each.succeeding():
                if instruction.opcode.name == "if":
                    yield each.at(instruction), (following, count - following)
                elif instruction.opcode.name in CONDITIONAL:
                    yield each.at(instruction), (count - following, following)


def _targets(session: Session) -> Iterator[tuple[Key, tuple[int]]]:
    names = session.instrumented.contents.function_names
    for site in session.counts(TARGETS):
        function = site.place.function
        *labels, default = site.counts
        for target, count in (*enumerate(labels), ("default", default)):
            yield (function, names.get(function, ""), hex(site.place.offset), target), (count,)
