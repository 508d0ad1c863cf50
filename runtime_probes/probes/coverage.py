"""The monitor `coverage`."""

from collections.abc import Sequence

from ..binary.contents import Contents
from ..host import Session
from ..instruction_counts import ENTERED, CountedFunction, counted_functions
from ..monitor import Monitor
from ..probe import Probe
from ..table import Table

_COLUMNS = ("reached", "all", "percent")


class Coverage(Monitor):
    """How much of the code was reached: functions, blocks and instructions, in all and function by function.

    What tests never run is what they cannot find wrong. Code to which no way leads, as that behind a `br`, is left out
    of the numbers; percentages are rounded down, so that 100 means all.

    Module:
        (module
          (func $sign (param i32) (result i32)
            (if (i32.lt_s (local.get 0) (i32.const 0)) (then (return (i32.const -1))))
            (i32.const 1))
          (func $unused)
          (func (export "run") (drop (call $sign (i32.const 5)))))

    Tells:
        coverage
        of            reached  all  percent
        functions     2        3    66
        blocks        3        5    60
        instructions  10       13   76

        coverage of functions
        function  name    of            reached  all  percent
        0         sign    blocks        2        3    66
        0         sign    instructions  6        8    75
        1         unused  blocks        0        1    0
        1         unused  instructions  0        1    0
        2         run     blocks        1        1    100
        2         run     instructions  4        4    100
    """

    name = "coverage"
    wizard = ("coverage",)

    def probes(self, contents: Contents) -> Sequence[Probe]:
        """Return a flag for each block."""
        return (ENTERED,)

    def tables(self, session: Session) -> Sequence[Table]:
        """Return what was reached, in all and for each function."""
        counted = [(each.index, each.name, *_reached(each)) for each in counted_functions(session, ENTERED)]
        functions = [flags[0] for _, _, flags, _ in counted]
        blocks = [flag for _, _, flags, _ in counted for flag in flags]
        instructions = [sum(part) for part in zip(*(sizes for _, _, _, sizes in counted), strict=True)] or [0, 0]
        rows = (
            (("functions",), _share(sum(functions), len(functions))),
            (("blocks",), _share(sum(blocks), len(blocks))),
            (("instructions",), _share(*instructions)),
        )
        parts = tuple(
            ((index, name, of), numbers)
            for index, name, flags, sizes in counted
            for of, numbers in (("blocks", _share(sum(flags), len(flags))), ("instructions", _share(*sizes)))
        )
        return (
            Table("coverage", ("of",), _COLUMNS, rows, adds_up=False),
            Table("coverage of functions", ("function", "name", "of"), _COLUMNS, parts, adds_up=False),
        )


def _reached(counted: CountedFunction) -> tuple[list[int], tuple[int, int]]:
    """Return the flags of the blocks of a function, and how many of its instructions were reached, and how many are."""
    flags = [block[0][1] for block in counted.blocks]
    return flags, (sum(count for _, count in counted.reachable), len(counted.reachable))


def _share(part: int, whole: int) -> tuple[int, int, int]:
    return part, whole, 100 * part // whole if whole else 100
