"""Coverage as Cobertura's XML, by its DTD coverage-04; Jenkins, GitLab and Azure read it."""

import posixpath
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..one_line import one_line
from ..report import Observed, Report, code_of
from ..source_coverage import SourceFile, SourceFunction, SourceLine, source_coverage

_DOCTYPE = '<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">'


class Cobertura(Report):
    """Lines and branches by source file: a folder is a package, a file is a class."""

    name = "cobertura"
    file = "cobertura.xml"

    def render(self, run: Observed) -> bytes:
        """Return the document. Its time is 0, so that the same run gives the same bytes."""
        root = _coverage(source_coverage(*code_of(run)))
        indent(root)
        text = tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}\n{text}\n'.encode()


def _coverage(files: tuple[SourceFile, ...]) -> Element:
    covered, valid, branches_covered, branches = _totals(files)
    root = Element("coverage", _rates(files))
    root.attrib |= {"lines-covered": str(covered), "lines-valid": str(valid)}
    root.attrib |= {"branches-covered": str(branches_covered), "branches-valid": str(branches)}
    root.attrib |= {"complexity": "0", "version": "1", "timestamp": "0"}
    SubElement(SubElement(root, "sources"), "source").text = "."
    packages = SubElement(root, "packages")
    for folder in sorted({posixpath.dirname(file.path) for file in files}):
        held = [file for file in files if posixpath.dirname(file.path) == folder]
        package = SubElement(packages, "package", {"name": one_line(folder) or ".", **_rates(held), "complexity": "0"})
        classes = SubElement(package, "classes")
        for file in held:
            _class(classes, file)
    return root


def _class(parent: Element, file: SourceFile) -> None:
    name = one_line(posixpath.basename(file.path))
    attributes = {"name": name, "filename": one_line(file.path), **_rates([file]), "complexity": "0"}
    element = SubElement(parent, "class", attributes)
    methods = SubElement(element, "methods")
    for function in file.functions:
        _method(methods, function)
    lines = SubElement(element, "lines")
    for line in file.lines:
        SubElement(lines, "line", _line(line))


def _method(parent: Element, function: SourceFunction) -> None:
    """Add a function; only the line that it begins on is told to be its own."""
    rate = "1" if function.entries else "0"
    attributes = {
        "name": one_line(function.name),
        "signature": "",
        "line-rate": rate,
        "branch-rate": "1",
        "complexity": "0",
    }
    lines = SubElement(SubElement(parent, "method", attributes), "lines")
    SubElement(lines, "line", {"number": str(function.line), "hits": str(function.entries)})


def _line(line: SourceLine) -> dict[str, str]:
    attributes = {"number": str(line.number), "hits": str(line.count)}
    if not line.branches:
        return attributes | {"branch": "false"}
    covered, valid = _outcomes([line])
    condition = f"{100 * covered // valid}% ({covered}/{valid})"
    return attributes | {"branch": "true", "condition-coverage": condition}


def _outcomes(lines: Iterable[SourceLine]) -> tuple[int, int]:
    counts = [count for line in lines for branch in line.branches for count in branch]
    return sum(map(bool, counts)), len(counts)


def _totals(files: Iterable[SourceFile]) -> tuple[int, int, int, int]:
    lines = [line for file in files for line in file.lines]
    return sum(bool(line.count) for line in lines), len(lines), *_outcomes(lines)


def _rates(files: Iterable[SourceFile]) -> dict[str, str]:
    covered, valid, branches_covered, branches = _totals(files)
    return {"line-rate": _rate(covered, valid), "branch-rate": _rate(branches_covered, branches)}


def _rate(part: int, whole: int) -> str:
    return f"{part / whole:.4g}" if whole else "1"
