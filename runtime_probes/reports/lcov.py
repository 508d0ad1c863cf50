"""Coverage in the format of lcov's tracefiles, as geninfo(1) describes it."""

from collections.abc import Iterator

from ..one_line import one_line
from ..report import Observed, Report, code_of
from ..source_coverage import SourceFile, SourceLine, source_coverage


class Lcov(Report):
    """Lines, functions and branches by source file; genhtml, editors and coverage services read it."""

    name = "lcov"
    file = "lcov.info"

    def render(self, run: Observed) -> bytes:
        """Return the tracefile."""
        test = "".join(char if char.isalnum() else "_" for char in run.name)
        files = source_coverage(*code_of(run))
        lines = [
            line
            for file in files
            for line in (f"TN:{test}", f"SF:{one_line(file.path)}", *_records(file), "end_of_record")
        ]
        return "".join(f"{line}\n" for line in lines).encode()


def _records(file: SourceFile) -> Iterator[str]:
    for each in file.functions:
        yield f"FN:{each.line},{one_line(each.name)}"
    for each in file.functions:
        yield f"FNDA:{each.entries},{one_line(each.name)}"
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
