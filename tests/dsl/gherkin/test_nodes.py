"""Rows, spans and pickles: the finer points that whole documents do not show."""

import pytest

from weft.diagnostics import Source
from weft.dsl.gherkin.parser import parse_lines
from weft.dsl.gherkin.pickles import compile_pickles
from weft.dsl.gherkin.spans import span_of
from weft.dsl.gherkin.tables import read_row


@pytest.mark.parametrize(
    ("text", "values", "columns"),
    [
        ("|a| b |", ("a", "b"), (4, 7)),
        ("||  |", ("", ""), (4, 7)),
        ("| a | lost", ("a",), (5,)),
        (r"| a\|b | c\\ |", ("a|b", "c\\"), (5, 12)),
        (r"| \n a \n |", ("\n a \n",), (5,)),
        (r"| \x | \|lost\\n", (r"\x",), (5,)),
        (r"| \|lost\\n", (), ()),
    ],
)
def test_a_row_gives_its_values_and_where_they_begin(
    text: str, values: tuple[str, ...], columns: tuple[int, ...]
) -> None:
    row = read_row(text, 1, 3)
    assert (row.values, row.columns) == (values, columns)
    assert [cell.value for cell in row.cells] == list(values)


def test_a_span_covers_the_text_of_its_node() -> None:
    source = Source("a.feature", "@one @two # why\nFeature: 日本 \n  Scenario: s\n    Given x  \n   | a\\|b | c |\n")
    document, _ = parse_lines(source)
    assert document.feature
    (scenario,) = document.feature.scenarios
    (step,) = scenario.steps
    nodes = [*document.feature.tags, document.feature, scenario, step, step.table[0], *step.table[0].cells]
    texts = ["@one", "@two", "Feature: 日本", "Scenario: s", "Given x", "| a\\|b | c |", "a\\|b", "c"]
    assert [span_of(source, node).text for node in nodes] == texts


OUTLINE = """
@f
Feature: f
  Background:
    Given a <a>
  @o
  Scenario Outline: n <a>
    And b <a> <b.*>
      | <a> |
    Then c
      \"\"\"<a>
      <b.*>
      \"\"\"
    @e
    Examples:
      | a     | b.* |
      | <b.*> | \\1  |
  Rule: r
    Background:
      * r
    Scenario: empty
    Scenario: full
      But d
"""


def test_pickles_fill_in_outlines_and_point_to_where_they_come_from() -> None:
    document, problems = parse_lines(Source("a.feature", OUTLINE))
    assert problems == []
    filled, empty, full = compile_pickles(document)
    assert (filled.name, [tag.name for tag in filled.tags]) == (r"n \1", ["@f", "@o", "@e"])
    assert [step.text for step in filled.steps] == ["a <a>", r"b \1 \1", "c"]
    assert [step.type for step in filled.steps] == ["Context", "Context", "Outcome"]
    assert [step.row for step in filled.steps] == [None, filled.row, filled.row]
    assert filled.steps[1].table == ((r"\1",),)
    assert filled.steps[2].doc_string and filled.steps[2].doc_string.media_type == r"\1"
    assert (empty.steps, empty.row) == ((), None)
    assert [(step.text, step.type) for step in full.steps] == [("a <a>", "Context"), ("r", "Unknown"), ("d", "Unknown")]
