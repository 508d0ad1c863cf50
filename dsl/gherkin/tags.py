"""Tags: the lines that begin with `@`, and the header they wait for."""

import re
from collections.abc import Set
from typing import Final

from .document import Tag
from .problems import SyntaxProblem
from .scanner import ScannedLines

COMMENT_AFTER_TAGS: Final = re.compile(r"\s#")


def parse_tags(lines: ScannedLines, headers: Set[str]) -> None:
    """Gather the tags from here to one of the headers, which is where the lines then stand."""
    opened_at = lines.line
    tags: list[Tag] = []
    while lines.kind not in headers:
        if lines.kind == "tags":
            tags += _tags_of_line(lines)
            lines.index += 1
        elif lines.kind == "end":
            lines.problems.append(
                SyntaxProblem("unexpected-end", lines.line, 0, "", frozenset(headers | {"tags"}), opened_at)
            )
            break
        else:
            lines.skip(headers | {"tags"})
    lines.tags = tuple(tags)


def _tags_of_line(lines: ScannedLines) -> list[Tag]:
    column = lines.column
    text = COMMENT_AFTER_TAGS.split(lines.texts[lines.index].strip(), maxsplit=1)[0]
    tags: list[Tag] = []
    problem: SyntaxProblem | None = None
    for piece in text.split("@")[1:]:
        name = piece.strip()
        if len(name.split()) > 1:
            problem = problem or SyntaxProblem("malformed-tag", lines.line, column, f"@{name}")
        else:
            tags.append(Tag(lines.line, column, f"@{name}"))
        column += len(piece) + 1
    if problem:
        lines.problems.append(problem)
    return tags
