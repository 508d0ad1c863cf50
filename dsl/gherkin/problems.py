"""Mistakes in Gherkin text: what the parser notes, and the diagnostic that a person reads."""

from collections.abc import Set
from difflib import get_close_matches
from typing import Final, Literal

from msgspec import Struct

from ...diagnostics import Diagnostic, Related, Source, Span
from .languages import ENGLISH, STEP_TYPES, TITLES, known_codes

ProblemKind = Literal[
    "unexpected-line", "unexpected-end", "unknown-language", "inconsistent-cell-count", "malformed-tag"
]

CODES: Final[dict[ProblemKind, tuple[str, str]]] = {
    "unexpected-line": ("DSL001", "syntax-error"),
    "unexpected-end": ("DSL001", "syntax-error"),
    "unknown-language": ("DSL002", "unknown-language"),
    "inconsistent-cell-count": ("DSL003", "inconsistent-cell-count"),
    "malformed-tag": ("DSL004", "malformed-tag"),
}

# What may stand at a place, in the order and in the words that a person reads.
WORDS: Final = {
    "feature": "`Feature:`",
    "step": "a step",
    "row": "a table row",
    "doc_string": "a doc string",
    "background": "`Background:`",
    "examples": "`Examples:`",
    "scenario": "a new `Scenario:`",
    "rule": "a new `Rule:`",
    "tags": "a tag",
}
# The way out for lines that are well formed but stand in the wrong place, by how they begin.
HINTS: Final = {
    '"""': "a doc string stands under a step, and a step takes one",
    "```": "a doc string stands under a step, and a step takes one",
    "|": "a table stands under a step or under `Examples:`, and a step takes one",
    "Background:": "put `Background:` right under its `Feature:` or `Rule:`, above the scenarios",
    "Feature:": "a file holds one `Feature:`: move the other to a file of its own",
}
TITLE_WORDS: Final = [word for title in (*TITLES, "scenarioOutline") for word in ENGLISH[title]]
STEP_WORDS: Final = [word.strip() for role in STEP_TYPES for word in ENGLISH[role] if word != "* "]


class SyntaxProblem(Struct, frozen=True):
    """One mistake, at the line and column where cucumber reports it; column 0 is the end of the text.

    `found` is the text at fault, `expected` are the kinds of line that could stand there, and `opened_at` is the
    line of what is left open or contradicted, 0 where there is no such line.
    """

    kind: ProblemKind
    line: int
    column: int
    found: str
    expected: Set[str] = frozenset()
    opened_at: int = 0


def diagnose(problem: SyntaxProblem, source: Source) -> Diagnostic:
    """Return the diagnostic of a problem: the fact, the place and the way out."""
    message, hint, opened = _explain(problem)
    code, name = CODES[problem.kind]
    related: tuple[Related, ...] = ()
    if opened:
        related = (Related(opened, _span_of_line(source, problem.opened_at)),)
    return Diagnostic(code, name, message, _span(problem, source), hint, related=related)


def _explain(problem: SyntaxProblem) -> tuple[str, str, str]:
    """Return the message, the hint, and what is to be said of the line at which the trouble opened."""
    match problem.kind:
        case "unexpected-line":
            return _explain_line(problem)
        case "unexpected-end":
            return _explain_end(problem)
        case "unknown-language":
            nearest = get_close_matches(problem.found, known_codes(), 1, 0.5)
            hint = f"did you mean `{nearest[0]}`?" if nearest else "write a code such as `en`, `fr` or `zh-CN`"
            return f"there is no language {problem.found!r}", hint, ""
        case "inconsistent-cell-count":
            message = f"the rows of a table differ in their number of cells: {problem.found}"
            return message, "give each row the same number of cells, and close the last one with `|`", "the first row"
        case "malformed-tag":
            hint = "join its words with `-` or `_`, and begin each tag with `@`"
            return f"the tag {problem.found!r} holds a space", hint, ""


def _explain_line(problem: SyntaxProblem) -> tuple[str, str, str]:
    message = f"found {_shortened(problem.found)!r} where {_in_words(problem.expected)} should stand"
    return message, _hint_for_line(problem), ""


def _hint_for_line(problem: SyntaxProblem) -> str:
    for start, hint in HINTS.items():
        if problem.found.startswith(start):
            return hint
    if nearest := _nearest_keyword(problem.found):
        return f"did you mean `{nearest}`?"
    if "feature" in problem.expected:
        return "begin with `Feature:` and a name"
    if "step" in problem.expected:
        return "begin a step with Given, When, Then, And, But or `*`, and a comment with `#`"
    if "row" in problem.expected:
        return "begin a row with `|`, and a comment with `#`"
    return "put tags right above the header that they are for"


def _nearest_keyword(found: str) -> str:
    """Return the English keyword that a line may have meant to begin with, or nothing."""
    title, colon, _ = found.partition(":")
    word, known = (title, TITLE_WORDS) if colon else (found.split(" ", 1)[0], STEP_WORDS)
    nearest = [] if word in known else get_close_matches(word.capitalize(), known, 1, 0.75)
    return f"{nearest[0]}{colon}" if nearest else ""


def _explain_end(problem: SyntaxProblem) -> tuple[str, str, str]:
    if "doc_string_end" in problem.expected:
        hint = f"close it with a line that holds {problem.found} alone"
        return "the text ends inside a doc string", hint, "the doc string opens here"
    if "feature" in problem.expected:
        return "the text ends before its `Feature:`", "add `Feature:` and a name", ""
    words = _in_words(problem.expected - {"tags"})
    return f"the text ends after tags, where {words} should stand", "remove the tags, or add what they are for", ""


def _in_words(expected: Set[str]) -> str:
    words = [word for kind, word in WORDS.items() if kind in expected]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:37]}..."


def _span(problem: SyntaxProblem, source: Source) -> Span:
    if problem.kind == "unexpected-end":
        last = _span_of_line(source, problem.line - 1)
        return Span(source, last.end, last.end)
    start = source.offset(problem.line, problem.column)
    if problem.kind == "malformed-tag":
        return Span(source, start, start + len(problem.found))
    return Span(source, start, _span_of_line(source, problem.line).end)


def _span_of_line(source: Source, line: int) -> Span:
    text = source.line(line)
    start = source.offset(line)
    return Span(source, start + len(text) - len(text.lstrip()), start + len(text.rstrip()))
