"""Costs by stack in folded form: a line for each stack, its functions parted by semicolons, and its cost."""

from ..demangling import demangled
from ..one_line import one_line
from ..report import Observed, Report, stacks_of


class FoldedStacks(Report):
    """What flamegraph.pl, inferno and speedscope read. Stacks without a cost of their own are left out."""

    name = "folded"
    file = "stacks.folded"

    def render(self, run: Observed) -> bytes:
        """Return the lines in order."""
        rows = sorted((";".join(map(_frame, row.stack)), row.cost) for row in stacks_of(run).rows if row.cost)
        return "".join(f"{stack} {cost}\n" for stack, cost in rows).encode()


def _frame(name: str) -> str:
    """Return a name without what parts frames and lines; a space before digits would read as the cost."""
    return one_line(demangled(name)).replace(";", ":")
