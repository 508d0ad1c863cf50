"""Several runs as one, and what one run has beyond another."""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from .source_coverage import SourceFile, SourceFunction, SourceLine

Combine = Callable[[int, int], int]


def merged(runs: Iterable[Sequence[SourceFile]]) -> tuple[SourceFile, ...]:
    """Return the coverage of several runs together: counts are added up."""
    result: tuple[SourceFile, ...] = ()
    for files in runs:
        result = _combined(result, files, int.__add__)
    return result


def difference(run: Sequence[SourceFile], earlier: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """Return how much more often each line ran than in an earlier run; less often is negative.

    Lines, functions and files without a difference are left out.
    """
    files = (_changed(file) for file in _combined(run, earlier, int.__sub__))
    return tuple(file for file in files if file.lines or file.functions)


def _combined(left: Sequence[SourceFile], right: Sequence[SourceFile], combine: Combine) -> tuple[SourceFile, ...]:
    first, second = ({file.path: file for file in files} for files in (left, right))
    absent = SourceFile("", ())
    return tuple(
        _file(path, first.get(path, absent), second.get(path, absent), combine) for path in sorted({*first, *second})
    )


def _file(path: str, left: SourceFile, right: SourceFile, combine: Combine) -> SourceFile:
    first, second = ({line.number: line for line in file.lines} for file in (left, right))
    lines = tuple(
        _line(first.get(number, SourceLine(number, 0)), second.get(number, SourceLine(number, 0)), combine)
        for number in sorted({*first, *second})
    )
    text = left.text if right.text is None else right.text
    return SourceFile(path, lines, _functions(left, right, combine), text)


def _line(left: SourceLine, right: SourceLine, combine: Combine) -> SourceLine:
    outcomes = zip_longest(left.branches, right.branches, fillvalue=())
    branches = (tuple(combine(*each) for each in zip_longest(*pair, fillvalue=0)) for pair in outcomes)
    return SourceLine(left.number, combine(left.count, right.count), tuple(branches))


def _functions(left: SourceFile, right: SourceFile, combine: Combine) -> tuple[SourceFunction, ...]:
    first, second = ({(each.line, each.name): each.entries for each in file.functions} for file in (left, right))
    keys = sorted({*first, *second})
    return tuple(
        SourceFunction(name, line, combine(first.get((line, name), 0), second.get((line, name), 0)))
        for line, name in keys
    )


def _changed(file: SourceFile) -> SourceFile:
    lines = tuple(line for line in file.lines if line.count or any(map(any, line.branches)))
    return SourceFile(file.path, lines, tuple(each for each in file.functions if each.entries), file.text)
