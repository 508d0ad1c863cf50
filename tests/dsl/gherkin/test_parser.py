"""Regions, marks and line ends keep their places, and mistakes are told in the words of the user."""

from collections.abc import Callable
from pathlib import Path

import pytest

from weft.diagnostics import Source
from weft.dsl.gherkin.parser import parse_document, parse_lines
from weft.dsl.gherkin.problems import CODES

CASES = sorted((Path(__file__).parent / "cases").glob("*.feature"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_mistake_is_told_once_and_in_plain_words(case: Path, golden: Callable[[Path, str], None]) -> None:
    _, diagnostics = parse_document(Source(case.name, case.read_text("utf-8")))
    told = [
        f"{each.span.place}: {each.code} {each.name}: {each.message}\n  hint: {each.hint}\n" for each in diagnostics
    ]
    golden(case.with_suffix(".expected"), "".join(told))


def test_every_kind_of_mistake_has_a_case() -> None:
    told = "".join(case.with_suffix(".expected").read_text("utf-8") for case in CASES)
    assert [code for code, name in CODES.values() if f" {code} {name}: " not in told] == []


def test_a_region_is_read_as_if_it_stood_alone_but_keeps_its_places() -> None:
    block = "Feature: f\n  @a\n  Scenario: s\n    Given x\n      | a |\n    wrong\n"
    source = Source("a.weft", f"Entity: before\n  number: text\n{block}Entity: after\n  more: text")
    inside, problems = parse_lines(source, 3, 8)
    alone, _ = parse_lines(Source("a.feature", block))
    assert inside.feature and alone.feature
    assert [(each.line, each.column) for each in problems] == [(8, 5)]
    step, lone_step = inside.feature.scenarios[0].steps[0], alone.feature.scenarios[0].steps[0]
    assert (step.line, step.column, step.table[0].cells[0].line) == (6, 5, 7)
    assert (step.text, step.table[0].values) == (lone_step.text, lone_step.table[0].values)


def test_an_end_that_comes_too_soon_in_a_region_points_at_the_end_of_the_region() -> None:
    source = Source("a.weft", 'Feature: f\nScenario: s\nGiven x\n"""\ntext\nEntity: after')
    _, (diagnostic,) = parse_document(source, 1, 5)
    assert diagnostic.span.place == "a.weft:5:5"
    assert [(each.message, each.span.text) for each in diagnostic.related] == [("the doc string opens here", '"""')]


def test_a_byte_order_mark_is_white_space() -> None:
    source = Source("a.feature", "\ufeffFeature: f\nScenario: s")
    document, problems = parse_lines(source)
    assert problems == []
    assert document.feature
    assert source.text[source.offset(document.feature.line, document.feature.column) :].startswith("Feature")


def test_carriage_returns_belong_to_no_value() -> None:
    text = 'Feature: f\r\n about\r\nScenario: s\r\nGiven x\r\n"""\r\n a\r\n"""\r\n| a |\r\n# end\r\n'
    document, problems = parse_lines(Source("a.feature", text))
    assert problems == []
    assert "\r" not in repr(document)


def test_an_unknown_language_is_the_only_mistake_told() -> None:
    _, (diagnostic,) = parse_document(Source("a.feature", "# language: fre\nFonctionnalité: f\nScénario: s"))
    assert (diagnostic.code, diagnostic.hint) == ("DSL002", "did you mean `fr`?")


def test_a_malformed_tag_costs_its_scenario_nothing() -> None:
    document, problems = parse_lines(Source("a.feature", "Feature: f\n@good\n@bad tag @fine\nScenario: s\n* x"))
    assert [(each.kind, each.line, each.column) for each in problems] == [("malformed-tag", 3, 1)]
    assert document.feature
    assert [tag.name for tag in document.feature.scenarios[0].tags] == ["@good", "@fine"]


def test_the_lines_of_a_description_know_where_they_stand() -> None:
    document, _ = parse_lines(Source("a.feature", "Feature: f\n one\n # note\n\n two\n\nScenario: s"))
    assert document.feature
    assert document.feature.description == " one\n\n two"
    assert [line.line for line in document.feature.description_lines] == [2, 4, 5]
