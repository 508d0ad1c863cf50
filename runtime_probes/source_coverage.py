"""Coverage in lines of source: of the files that the line table names, and of the text format where it names none."""

from collections import Counter, defaultdict

from msgspec import Struct

from .line_table import LineRow
from .listing import Listed, ListedFunction, listing
from .one_line import one_line
from .program import Program
from .report import CodeCounts

Branches = tuple[tuple[int, ...], ...]  # of each branch on a line, how often each outcome was seen


class SourceLine(Struct, frozen=True, omit_defaults=True, gc=False):
    """A line that code came from: how often it ran, and its branches in the order of their offsets."""

    number: int
    count: int
    branches: Branches = ()


class SourceFunction(Struct, frozen=True):
    """A function, the line that it begins on, and how often it was entered."""

    name: str
    line: int
    entries: int


class SourceFile(Struct, frozen=True, omit_defaults=True):
    """One file: its lines that code came from, and its functions, both in order; its text where that is at hand."""

    path: str
    lines: tuple[SourceLine, ...]
    functions: tuple[SourceFunction, ...] = ()
    text: str | None = None

    @property
    def hit(self) -> int:
        """Return how many lines ran."""
        return sum(bool(line.count) for line in self.lines)


def source_coverage(program: Program, code: CodeCounts) -> tuple[SourceFile, ...]:
    """Return the files that looked-at code came from, in the order of their paths.

    In each function, a line ran as often as that of its instructions which ran most. Functions of which no line is
    known are told in lines of the text format, in a file that is called like the program.
    """
    sources: defaultdict[str, _Gathered] = defaultdict(_Gathered)
    unknown = _Text()
    for function in listing(program, code):
        rows = [(each, program.lines.at(each.offset)) for each in function.instructions]
        located = [(each, row) for each, row in rows if row is not None]
        if located:
            _gather(sources, function, located)
        elif function.counted:
            unknown.add(function)
    files = [held.file(path, program.sources.get(path)) for path, held in sources.items() if held.counts]
    files.extend([unknown.file(f"{program.name}.wat")] if unknown.functions else [])
    return tuple(sorted(files, key=lambda file: file.path))


class _Gathered:
    """What is known of a file so far."""

    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()
        self.branches: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self.entries: Counter[tuple[int, str]] = Counter()

    def file(self, path: str, text: str | None) -> SourceFile:
        """Return the file."""
        lines = (
            SourceLine(number, self.counts[number], tuple(self.branches[number])) for number in sorted(self.counts)
        )
        functions = (SourceFunction(name, line, entries) for (line, name), entries in sorted(self.entries.items()))
        return SourceFile(path, tuple(lines), tuple(functions), text)


def _gather(
    sources: defaultdict[str, _Gathered], function: ListedFunction, located: list[tuple[Listed, LineRow]]
) -> None:
    """Add a function to its files; one in a header is there once for each unit that has it, and counts add up."""
    counts: dict[tuple[str, int], int] = {}
    for each, row in located:
        if each.count is not None:
            place = row.path, row.line
            counts[place] = max(counts.get(place, 0), each.count)
        if each.outcomes:
            sources[row.path].branches[row.line].append(each.outcomes)
    for (path, line), count in counts.items():
        sources[path].counts[line] += count
    if function.counted:
        first = located[0][1]
        sources[first.path].entries[first.line, function.name] += function.entries


class _Text:
    """Functions in the text format, as far as it can be read without the rest of a module."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.lines: list[SourceLine] = []
        self.functions: list[SourceFunction] = []

    def add(self, function: ListedFunction) -> None:
        """Add a function behind the others."""
        self.texts.append(f"(func ${one_line(function.name)}")
        self.functions.append(SourceFunction(function.name, len(self.texts), function.entries))
        for number, each in enumerate(function.instructions, len(self.texts) + 1):
            self.texts.append("  " * each.depth + function.text(each))
            if each.count is not None:
                self.lines.append(SourceLine(number, each.count, (each.outcomes,) if each.outcomes else ()))
        self.texts[-1] = ")"

    def file(self, path: str) -> SourceFile:
        """Return the file that the functions make."""
        return SourceFile(path, tuple(self.lines), tuple(self.functions), "\n".join(self.texts) + "\n")
