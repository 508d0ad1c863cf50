"""The monitor `hotness`."""

from collections.abc import Sequence

from ..counting_monitor import CountingMonitor
from ..host import Session
from ..table import Table

_SHARES = (50, 75, 90, 99)


class Hotness(CountingMonitor):
    """How often each instruction ran, the most frequent first, and how few of them make up most of the run.

    It shows where a program spends its work, down to the instruction; what never ran is left out.

    Module:
        (module
          (func (export "run") (local i32)
            (local.set 0 (i32.const 3))
            (loop
              (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))

    Tells:
        share of what ran
        share  instructions
        50 %   4
        75 %   5
        90 %   8
        99 %   10

        hotness
        function  name  offset  instruction  count
        0         run   0x28    local.get    3
        0         run   0x2a    i32.const    3
        0         run   0x2c    i32.sub      3
        0         run   0x2d    local.tee    3
        0         run   0x2f    br_if        3
        0         run   0x22    i32.const    1
        0         run   0x24    local.set    1
        0         run   0x26    loop         1
        0         run   0x31    end          1
        0         run   0x32    end          1
    """

    name = "hotness"
    wizard = ("hotness",)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return how many instructions make up most of the run, and how often each ran."""
        found = [
            (each.at(instruction), (count,))
            for each in self.functions(session)
            for instruction, count in each.reachable
            if count
        ]
        found.sort(key=lambda row: -row[1][0])
        shares = _shares([count for _, (count,) in found])
        return (
            Table("share of what ran", ("share",), ("instructions",), shares, adds_up=False),
            Table("hotness", ("function", "name", "offset", "instruction"), ("count",), tuple(found)),
        )


def _shares(counts: Sequence[int]) -> tuple[tuple[tuple[str], tuple[int]], ...]:
    """Return how many of the highest counts make up each share of all; `counts` are in order, the highest first."""
    total, reached, taken = sum(counts), 0, 0
    rows: list[tuple[tuple[str], tuple[int]]] = []
    for share in _SHARES:
        while 100 * reached < share * total:
            reached += counts[taken]
            taken += 1
        rows.append(((f"{share} %",), (taken,)))
    return tuple(rows)
