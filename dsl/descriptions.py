"""Finds lines that slipped into the free text under a Gherkin header, though they look like more than text."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from msgspec.structs import replace

from ..diagnostics import Diagnostic, Severity, Source, Span
from .blocks import GHERKIN_PARTS
from .catalog import MISPLACED, UNKNOWN_BLOCK, nearest
from .gherkin.document import Feature, TextLine

HEADER = re.compile(r"\s*([A-Z][A-Za-z]*(?: [A-Z][a-z]+)?)\s*:")
STEP = re.compile(r"\s*(Given|When|Then|And|But)\s")
INVARIANT = re.compile(r"\s*(always\b.*\bfor every|never\b.*\bfor any)\b")


def description_problems(source: Source, feature: Feature) -> Iterator[Diagnostic]:
    """Yield a finding for each description, in a feature in English, that seems to hold something else."""
    if not feature.language.startswith("en"):
        return
    scenarios = [*feature.scenarios, *(scenario for rule in feature.rules for scenario in rule.scenarios)]
    for part in (feature, *feature.rules, *scenarios):
        lines = part.description_lines
        problems = (_problem(source, line, after) for line, after in zip_longest(lines, lines[1:]))
        first = next((problem for problem in problems if problem is not None), None)
        if first is not None:
            yield first
    for part in (feature, *scenarios):
        for line in part.description_lines:
            if INVARIANT.match(line.text):
                hint = "put it under a `Rule:` of its own"
                yield MISPLACED.at(_span(source, line), "an invariant stands right under a `Rule:`", hint)


def _problem(source: Source, line: TextLine, after: TextLine | None) -> Diagnostic | None:
    """Return what a line of free text may have been meant to be; as text it is good Gherkin, so it is a warning."""
    header = HEADER.match(line.text)
    hint = nearest(header[1], GHERKIN_PARTS) if header else ""
    if header and hint:
        found = UNKNOWN_BLOCK.at(_span(source, line), f"`{header[1]}:` begins no block, so this is free text", hint)
        return replace(found, severity=Severity.WARNING)
    # One line of prose may well begin like a step, two in a row do not.
    if STEP.match(line.text) and after and STEP.match(after.text):
        found = MISPLACED.at(_span(source, line), "a step outside a scenario is free text", "put `Scenario:` above it")
        return replace(found, severity=Severity.WARNING)
    return None


def _span(source: Source, line: TextLine) -> Span:
    start = source.offset(line.line) + len(line.text) - len(line.text.lstrip())
    return Span(source, start, source.offset(line.line) + len(line.text.rstrip()))
