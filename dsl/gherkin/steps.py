"""Steps and what hangs on them: one table, one doc string, in either order."""

from collections.abc import Set

from .document import DocString, Step, TableRow
from .problems import SyntaxProblem
from .scanner import ScannedLines
from .tables import check_cell_count, parse_rows


def parse_steps(lines: ScannedLines, followers: Set[str]) -> tuple[Step, ...]:
    """Return the steps from here to one of the followers, which is where the lines then stand."""
    steps: list[Step] = []
    kinds, step_types, index = lines.kinds, lines.language.step_types, lines.index
    # This is where most of the time goes: names are looked up once.
    while kinds[index] == "step":
        text, end = lines.texts[index], lines.keyword_ends[index]
        line, column, keyword = lines.first_line + index, len(lines.lines[index]) - len(text) + 1, text[:end]
        rows: tuple[TableRow, ...] = ()
        doc_string = None
        index += 1
        if kinds[index] != "step":
            lines.index = index
            rows, doc_string = _parse_arguments(lines, followers)
            index = lines.index
        steps.append(Step(line, column, keyword, step_types[keyword], text[end:].strip(), rows, doc_string))
    lines.index = index
    return tuple(steps)


def _parse_arguments(lines: ScannedLines, followers: Set[str]) -> tuple[tuple[TableRow, ...], DocString | None]:
    rows: list[TableRow] = []
    doc_string: DocString | None = None
    takes_rows = True
    while (kind := lines.kinds[lines.index]) != "step" and kind not in followers:
        if kind == "row" and takes_rows:
            rows += parse_rows(lines)
        elif kind == "doc_string" and doc_string is None:
            takes_rows = not rows
            doc_string = _parse_doc_string(lines)
        else:
            lines.skip(followers | {"step"} | _missing_arguments(takes_rows, doc_string))
    check_cell_count(rows, lines)
    return tuple(rows), doc_string


def _missing_arguments(takes_rows: bool, doc_string: DocString | None) -> set[str]:
    arguments = {"row": takes_rows, "doc_string": doc_string is None}
    return {kind for kind, is_missing in arguments.items() if is_missing}


def _parse_doc_string(lines: ScannedLines) -> DocString:
    line, column, indent = lines.line, lines.column, lines.column - 1
    delimiter, media_type = lines.split_keyword()
    start = lines.index + 1
    stop = start
    while stop < len(lines.lines) and not lines.texts[stop].startswith(delimiter):
        stop += 1
    content = [_without_indent(lines, index, indent) for index in range(start, stop)]
    lines.index = min(stop + 1, len(lines.lines))
    if stop == len(lines.lines):
        closing = frozenset({"doc_string_end"})
        lines.problems.append(SyntaxProblem("unexpected-end", lines.line, 0, delimiter, closing, line))
    escaped = "".join(f"\\{character}" for character in delimiter)
    return DocString(line, column, delimiter, media_type, "\n".join(content).replace(escaped, delimiter))


def _without_indent(lines: ScannedLines, index: int, indent: int) -> str:
    line, text = lines.lines[index], lines.texts[index]
    return (text if len(line) - len(text) < indent else line[indent:]).rstrip("\r")
