"""Coverage in lines of a C program says what gcov says; the lines that only one of them knows are of four kinds."""

import re
from collections.abc import Iterator

import pytest
from example import DATA, shapes_run

from weft.runtime_probes.report import code_of
from weft.runtime_probes.source_coverage import source_coverage

VERSIONS = (4, 5)
Counts = dict[tuple[str, int], int]
HEAD = re.compile(r"(static )?(inline )?(int|void) \w+\(.*\)$")
LABEL = re.compile(r"\s*(case \w+|default|\w+):$")
BRACE = re.compile(r"\s*(\{|\}|\} else \{)$")


def told_by_gcov() -> Counts:
    """Return what gcov counted; `=====` and `#####` stand for code that never ran."""
    counts: Counts = {}
    path = ""
    for line in (DATA / "shapes.gcov").read_text(encoding="utf-8").splitlines():
        if line.count(":") < 2:
            continue
        count, number, text = line.split(":", 2)
        if text.startswith("Source:"):
            path = text.removeprefix("Source:")
        elif (count := count.strip().rstrip("*")) != "-":
            counts.setdefault((path, int(number)), 0 if count[0] in "#=" else int(count))  # all instances come first
    return counts


def told_by_probes(version: int) -> Counts:
    files = source_coverage(*code_of(shapes_run(version)))
    return {
        (file.path, line.number): line.count
        for file in files
        for line in file.lines
        if file.text and "wat" not in file.path
    }


def texts(places: set[tuple[str, int]]) -> Iterator[str]:
    for path, number in sorted(places):
        yield (DATA / path).read_text(encoding="utf-8").splitlines()[number - 1]


@pytest.mark.parametrize("version", VERSIONS)
def test_lines_that_both_know_are_counted_alike(version: int) -> None:
    ours, theirs = told_by_probes(version), told_by_gcov()
    both = ours.keys() & theirs.keys()
    assert len(both) > 70
    assert {place: ours[place] for place in both} == {place: theirs[place] for place in both}


@pytest.mark.parametrize("version", VERSIONS)
def test_gcov_alone_knows_heads_of_functions_and_labels(version: int) -> None:
    alone = told_by_gcov().keys() - told_by_probes(version).keys()
    assert [text for text in texts(alone) if not HEAD.match(text) and not LABEL.match(text)] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_probes_alone_know_braces(version: int) -> None:
    alone = told_by_probes(version).keys() - told_by_gcov().keys()
    assert [text for text in texts(alone) if not BRACE.match(text)] == []


@pytest.mark.parametrize("version", VERSIONS)
def test_functions_are_entered_as_often_as_gcov_says(version: int) -> None:
    theirs = told_by_gcov()
    for file in source_coverage(*code_of(shapes_run(version))):
        for function in file.functions:
            if file.path.endswith((".c", ".h")):
                assert function.entries == theirs[file.path, function.line - 1], function
