"""Checks that scenario outlines and their examples fit each other."""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Source, Span
from ..catalog import MISSING_PART, UNKNOWN_NAME, nearest
from ..gherkin.document import Feature, Scenario, Step
from ..gherkin.spans import span_of

PLACEHOLDER = re.compile(r"<([^<>\s][^<>]*)>")
OUTLINES = ("Scenario Outline", "Scenario Template")


def outline_problems(source: Source, feature: Feature) -> Iterator[Diagnostic]:
    """Yield each outline without examples, and each placeholder for which the examples have no column."""
    for scenario in (*feature.scenarios, *(scenario for rule in feature.rules for scenario in rule.scenarios)):
        if scenario.examples:
            for step in scenario.steps:
                yield from _unknown_placeholders(source, scenario, step)
        elif scenario.keyword in OUTLINES:
            hint = "add `Examples:` with a table, or write `Scenario:`"
            yield MISSING_PART.at(span_of(source, scenario), "an outline without examples tests nothing", hint)


def _unknown_placeholders(source: Source, scenario: Scenario, step: Step) -> Iterator[Diagnostic]:
    columns = {name for examples in scenario.examples if examples.header for name in examples.header.values}
    start = source.offset(step.line, step.column) + len(step.keyword)
    for found in PLACEHOLDER.finditer(step.text):
        if columns and found[1] not in columns:
            span = Span(source, start + found.start(), start + found.end())
            hint = nearest(found[1], columns) or f"known: {', '.join(sorted(columns))}"
            yield UNKNOWN_NAME.at(span, f"the examples have no column `{found[1]}`", hint)
