"""The code as text: each instruction of the original with how often it ran."""

from collections.abc import Iterator

from ..demangling import demangled
from ..listing import Listed, ListedFunction, listing
from ..one_line import one_line
from ..report import Observed, Report, code_of


class Disassembly(Report):
    """Each instruction with its count, its offset in the file, and names; an instruction that never ran is marked.

    Before the text stand the count (`-` where nothing can run or nobody looked, `+` where it ran and was only flagged)
    and `!` where it is 0. Behind a branch stand the counts of its outcomes.
    """

    name = "text"
    file = "coverage.txt"

    def render(self, run: Observed) -> bytes:
        """Return the text, function by function."""
        program, code = code_of(run)
        lines: list[str] = []
        for function in listing(program, code):
            lines.extend(_lines(function, code.are_flags))
        return "".join(f"{line}\n" for line in lines).encode()


def _lines(function: ListedFunction, are_flags: bool) -> Iterator[str]:
    counted = f"{function.hit} of {function.counted} instructions ran" if function.counted else "not looked at"
    yield f"function {function.index} ${one_line(demangled(function.name))}: {counted}"
    for each in function.instructions:
        mark = "!" if each.count == 0 else " "
        outcomes = f"  ;; {' | '.join(map(str, each.outcomes))}" if each.outcomes else ""
        text = "  " * each.depth + demangled(function.text(each))
        yield f"{_count(each, are_flags):>12} {mark} {each.offset:#08x} {text}{outcomes}"
    yield ""


def _count(each: Listed, are_flags: bool) -> str:
    if each.count is None:
        return "-"
    return "+" if are_flags and each.count else str(each.count)
