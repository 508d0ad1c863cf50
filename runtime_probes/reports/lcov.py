"""Coverage in the format of lcov's tracefiles, as geninfo(1) describes it; written and read."""

from collections.abc import Iterable, Iterator

from ..report import Observed, Report, code_of
from ..source_coverage import SourceFile, SourceFunction, SourceLine, source_coverage


class Lcov(Report):
    """Lines, functions and branches by source file; genhtml, editors and coverage services read it."""

    name = "lcov"
    file = "lcov.info"

    def render(self, run: Observed) -> bytes:
        """Return the tracefile."""
        return lcov_text(run.name, source_coverage(*code_of(run))).encode()


def lcov_text(name: str, files: Iterable[SourceFile]) -> str:
    """Return a tracefile; its test is called by the letters, digits and underscores of a name."""
    test = "".join(char if char.isalnum() else "_" for char in name)
    lines = [line for file in files for line in (f"TN:{test}", f"SF:{file.path}", *_records(file), "end_of_record")]
    return "".join(f"{line}\n" for line in lines)


def _records(file: SourceFile) -> Iterator[str]:
    for each in file.functions:
        yield f"FN:{each.line},{each.name}"
    for each in file.functions:
        yield f"FNDA:{each.entries},{each.name}"
    yield f"FNF:{len(file.functions)}"
    yield f"FNH:{sum(bool(each.entries) for each in file.functions)}"
    outcomes = [record for line in file.lines for record in _branches(line)]
    yield from (record for record, _ in outcomes)
    if outcomes:
        yield f"BRF:{len(outcomes)}"
        yield f"BRH:{sum(bool(count) for _, count in outcomes)}"
    for line in file.lines:
        yield f"DA:{line.number},{line.count}"
    yield f"LF:{len(file.lines)}"
    yield f"LH:{file.hit}"


def _branches(line: SourceLine) -> Iterator[tuple[str, int]]:
    """Yield a record for each outcome; `-` says that the branch was never come to."""
    for block, outcomes in enumerate(line.branches):
        for number, count in enumerate(outcomes):
            yield f"BRDA:{line.number},{block},{number},{count if any(outcomes) else '-'}", count


def read_lcov(text: str) -> tuple[SourceFile, ...]:
    """Return the files of a tracefile, in its order; raise ValueError, with the line, where it is malformed."""
    files: list[SourceFile] = []
    held = _Reading("")
    for number, line in enumerate(text.splitlines(), 1):
        kind, _, rest = line.strip().partition(":")
        try:
            if kind == "SF":
                held = _Reading(rest)
            elif kind == "end_of_record":
                files.append(held.file())
            else:
                held.take(kind, rest)
        except (ValueError, IndexError):
            raise ValueError(f"line {number} of the tracefile is malformed: {line!r}") from None
    return tuple(files)


class _Reading:
    """A file that is being read."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.functions: dict[str, int] = {}
        self.entries: dict[str, int] = {}
        self.counts: dict[int, int] = {}
        self.branches: dict[int, dict[int, list[int]]] = {}

    def take(self, kind: str, rest: str) -> None:
        """Take a record; totals, checksums and records of other kinds are passed over."""
        fields = rest.split(",")
        if kind == "FN":
            name = rest.split(",", 2)[2] if len(fields) > 2 and fields[1].isdigit() else rest.partition(",")[2]
            self.functions[name] = int(fields[0])  # a second number is the line that the function ends on
        elif kind == "FNDA":
            self.entries[rest.partition(",")[2]] = int(fields[0])
        elif kind == "DA":
            line, count = int(fields[0]), int(fields[1])
            self.counts[line] = self.counts.get(line, 0) + count
        elif kind == "BRDA":
            outcomes = self.branches.setdefault(int(fields[0]), {}).setdefault(int(fields[1]), [])
            outcomes.append(0 if fields[3] == "-" else int(fields[3]))

    def file(self) -> SourceFile:
        """Return the file."""
        lines = (
            SourceLine(number, count, tuple(map(tuple, self.branches.get(number, {}).values())))
            for number, count in sorted(self.counts.items())
        )
        functions = (SourceFunction(name, line, self.entries.get(name, 0)) for name, line in self.functions.items())
        return SourceFile(self.path, tuple(lines), tuple(functions))
