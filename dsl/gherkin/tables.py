"""Tables: rows, cells and their escapes."""

import re
from collections.abc import Sequence
from typing import Final

from .document import TableRow
from .problems import SyntaxProblem
from .scanner import ScannedLines

# The text of a cell up to its closing pipe; a backslash takes the character after it along.
ESCAPED_CELL: Final = re.compile(r"((?:[^|\\]|\\.?)*+)\|", re.DOTALL)
ESCAPE: Final = re.compile(r"\\([n|\\])")
# A line break that an escape made is part of the value, so it is not trimmed.
SPACE_AROUND: Final = re.compile(r"\A[^\S\n]+|[^\S\n]+\Z")


def parse_rows(lines: ScannedLines) -> list[TableRow]:
    """Return the rows that stand one under the other from here on."""
    rows: list[TableRow] = []
    index, kinds = lines.index, lines.kinds
    while kinds[index] == "row":
        text = lines.texts[index]
        column = len(lines.lines[index]) - len(text) + 1
        rows.append(read_row(text, lines.first_line + index, column))
        index += 1
    lines.index = index
    return rows


def check_cell_count(rows: Sequence[TableRow], lines: ScannedLines) -> None:
    """Report the first row that has not as many cells as the one at the top."""
    for row in rows:
        if len(row.values) != len(rows[0].values):
            found = f"{len(row.values)} against {len(rows[0].values)}"
            lines.problems.append(
                SyntaxProblem("inconsistent-cell-count", row.line, row.column, found, opened_at=rows[0].line)
            )
            return


def read_row(text: str, line: int, column: int) -> TableRow:
    """Return the row that a text beginning with a pipe is; what stands after the last pipe is no cell."""
    if "\\" in text:
        return _read_escaped_row(text, line, column)
    pieces = text.split("|")[1:-1]
    columns: list[int] = []
    start = column + 1
    for piece in pieces:
        columns.append(start + len(piece) - len(piece.lstrip()))
        start += len(piece) + 1
    return TableRow(line, column, tuple([piece.strip() for piece in pieces]), tuple(columns))


def _read_escaped_row(text: str, line: int, column: int) -> TableRow:
    values: list[str] = []
    columns: list[int] = []
    start = 1
    while match := ESCAPED_CELL.match(text, start):
        raw = match[1]
        values.append(SPACE_AROUND.sub("", ESCAPE.sub(_resolve_escape, raw)))
        columns.append(column + start + len(raw) - len(raw.lstrip()))
        start = match.end()
    return TableRow(line, column, tuple(values), tuple(columns))


def _resolve_escape(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]
