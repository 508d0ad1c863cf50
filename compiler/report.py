"""Report diagnostics: as text for people, or in the formats that tools read."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

import click

from ..diagnostics import Diagnostic, Severity, Span
from .excerpt import WIDTH, excerpt_of
from .machine_reports import as_github, as_json, as_sarif

FORMATS = ("text", "json", "github", "sarif")
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_NARROWEST = 20  # of a source line
_RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def tidy(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics sorted by place, each once."""
    by_place = {found.sort_key: found for found in reversed(diagnostics)}
    return [by_place[key] for key in sorted(by_place)]


def failures(diagnostics: Sequence[Diagnostic], fail_on: Severity = Severity.ERROR) -> list[Diagnostic]:
    """Return the diagnostics that are as severe as `fail_on`."""
    return [found for found in diagnostics if _RANKS[found.severity] >= _RANKS[fail_on]]


def exit_code(diagnostics: Sequence[Diagnostic], fail_on: Severity = Severity.ERROR) -> int:
    """Return 1 if a diagnostic is as severe as `fail_on`, else 0."""
    return int(bool(failures(diagnostics, fail_on)))


def wants_colour(stream: TextIO) -> bool:
    """Say whether a stream should be coloured: a terminal that is not dumb, unless NO_COLOR (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def render(diagnostics: Sequence[Diagnostic], format: str = "text", *, has_colour: bool = False) -> str:
    """Return a report of the diagnostics, sorted, each once, in one of FORMATS; it ends in a newline or is empty."""
    found = tidy(diagnostics)
    if format == "text":
        return as_text(found, has_colour=has_colour)
    return {"json": as_json, "github": as_github, "sarif": as_sarif}[format](found)


def as_text(diagnostics: Sequence[Diagnostic], *, has_colour: bool = False) -> str:
    """Return a report for people: each finding with its source line, each hint once, and a line that counts them."""
    first: dict[str, str] = {}
    text = "".join(f"{line}\n" for found in diagnostics for line in lines_of(found, first))
    text += f"{summary(diagnostics)}\n"
    return text if has_colour else click.unstyle(text)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many findings there are of each severity, and in how many files."""
    counts = [(sum(found.severity is severity for found in diagnostics), severity) for severity in Severity]
    parts = [counted(number, _NOUNS[severity]) for number, severity in counts if number]
    if not parts:
        return "no findings"
    return f"{', '.join(parts)} in {counted(len({found.span.source.name for found in diagnostics}), 'file')}"


_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def lines_of(found: Diagnostic, first: dict[str, str]) -> Iterator[str]:
    """Yield the lines of one finding: what it says, its source line with marks, related places, the hint.

    `first` holds where each hint was given, and is added to: of a hint that was given before, only that place is told.
    """
    colour = _COLOURS[found.severity]
    severity = click.style(found.severity.value, fg=colour, bold=True)
    place = click.style(found.span.place, bold=True)
    yield f"{place}: {severity} {found.code} {found.name}: {printable(found.message)}"
    yield from _excerpt(found.span, colour)
    for related in found.related:
        yield f"    {related.span.place}: {printable(related.message)}"
        yield from _excerpt(related.span, "blue")
    if found.hint:
        repeated = f"the same as at {first.setdefault(found.hint, found.span.place)}"
        is_new = first[found.hint] == found.span.place or len(found.hint) < len(repeated)
        top, *rest = (found.hint if is_new else repeated).splitlines()
        yield f"    {click.style('hint:', bold=True)} {printable(top)}"
        yield from (f"          {printable(line)}".rstrip() for line in rest)


def _excerpt(span: Span, colour: str) -> Iterator[str]:
    """Yield the source line of a span and the carets under it; nothing for a source without text."""
    if span.source.text:
        number = span.source.position(span.start)[0]
        excerpt = excerpt_of(span, _room(len(f"    {number} | ")))
        yield f"    {number} | {excerpt.text}".rstrip()
        yield f"    {' ' * len(str(number))} | {_under(excerpt.marks, colour)}"


def _room(taken: int) -> int:
    """Return how much of a line is shown behind so many columns: a terminal that is too narrow would break it."""
    if not sys.stdout.isatty():
        return WIDTH
    return max(_NARROWEST, min(WIDTH, shutil.get_terminal_size().columns - taken))


def _under(marks: str, colour: str) -> str:
    carets = marks.lstrip(" ")
    return " " * (len(marks) - len(carets)) + click.style(carets, fg=colour, bold=True)


def printable(text: str) -> str:
    """Return a text as it may go to a terminal: user's names may hold characters that would steer it."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
