"""On text that nobody wrote by hand, the parser agrees with cucumber's and never raises."""

import random
import re
from typing import Any

import gherkin
from gherkin.errors import CompositeParserException
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.diagnostics import Source
from weft.dsl.gherkin.document import Feature, Rule, Scenario, Step
from weft.dsl.gherkin.parser import parse_document, parse_lines
from weft.dsl.gherkin.pickles import compile_pickles
from weft.dsl.gherkin.spans import span_of

LINES = st.sampled_from(
    [
        "", "  ", "# note", "# language: fr", "#language:en", "@one", "  @one @two # why", "@one@two", "Feature: f",
        "Fonctionnalité: f", "Rule: r", " Background: b", "Scenario: s", "Scénario: s", "Scenario Outline: o <a>",
        "Examples: e", "  Given a <a>", "And b", "* c", "Given", "Given ", "Étant donné que x", "  | a | b |",
        "|a|b|", "| a\\|b | \\n |", "| a |", "|", "| a \\", '"""', '  """json', "```", '  \\"\\"\\"', "    text",
        "\tother\r", "Given d\r",
    ]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(LINES, max_size=24))
def test_shuffled_lines_are_read_as_the_peer_reads_them(lines: list[str]) -> None:
    agree("\n".join(lines))
    agree("\n".join(["Feature: f", "Scenario: s", "Given x", *lines, ""]))


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_mangled_corpus_files_are_read_as_the_peer_reads_them(corpus: list[str], seed: int) -> None:
    chance = random.Random(seed)
    lines = chance.choice(corpus).split("\n")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        line = lines[place]
        cut = chance.randint(0, len(line))
        lines[place : place + 1] = chance.choice([[], [line, line], [line[:cut], line[cut:]], [line[cut:]], [line, ""]])
        lines = lines or [""]
    agree("\n".join(lines))


@settings(max_examples=300, deadline=None)
@given(st.text(), st.integers(1, 5), st.integers(0, 5))
def test_any_text_and_any_region_of_it_is_read_without_an_exception(text: str, start: int, length: int) -> None:
    source = Source("a.feature", "Feature: a\nScenario: b\nGiven c\n|\n" + text)
    for document, diagnostics in (parse_document(source), parse_document(source, start, min(start + length, 5))):
        compile_pickles(document)
        assert all(0 <= each.span.start <= each.span.end <= len(source.text) for each in diagnostics)


def agree(text: str) -> None:
    """Check tree and errors against the peer's.

    Where the peer has one error for a tag, it goes on with errors that follow from it; only the first is compared.
    """
    source = Source("a.feature", text)
    document, problems = parse_lines(source)
    compile_pickles(document)
    assert document.feature is None or span_of(source, document.feature).line == document.feature.line
    try:
        theirs: Any = gherkin.Parser().parse(text)
    except CompositeParserException as composite:
        errors = sorted((error.location["line"], error.location.get("column", 0)) for error in composite.errors)
        ours = [(problem.line, problem.column) for problem in problems]
        assert ours, errors
        if not has_cascade(str(composite)) and len(errors) <= 10:
            assert ours == errors
        return
    assert problems == []
    assert (document.feature and outline(document.feature)) == (
        theirs.get("feature") and peer_outline(theirs["feature"])
    )
    assert [(each.line, each.text) for each in document.comments] == [
        (each["location"]["line"], each["text"]) for each in theirs["comments"]
    ]


def has_cascade(messages: str) -> bool:
    """Tell whether the peer lost its way: in tags, for which it decides too early, or in an unknown language."""
    return bool(re.search(r"whitespace|not supported|: #TagLine, #(Rule|Scenario|Examples)Line", messages))


def outline(node: Feature | Rule) -> list[Any]:
    """Return what a feature or rule holds, in a form that both parsers' trees can be put in."""
    parts: list[Any] = [titles(node.line, node.column, node.keyword, node.name, node.description)]
    parts.append([(tag.line, tag.column, tag.name) for tag in node.tags])
    parts.append(node.background and [step_parts(step) for step in node.background.steps])
    parts.append([scenario_parts(scenario) for scenario in node.scenarios])
    parts += [outline(rule) for rule in node.rules] if isinstance(node, Feature) else []
    return parts


def scenario_parts(node: Scenario) -> list[Any]:
    tables = [
        [titles(each.line, each.column, each.keyword, each.name, each.description), len(each.tags)]
        + [row.values for row in ((each.header,) if each.header else ()) + each.rows]
        for each in node.examples
    ]
    steps = [step_parts(step) for step in node.steps]
    return [titles(node.line, node.column, node.keyword, node.name, node.description), len(node.tags), steps, tables]


def step_parts(node: Step) -> list[Any]:
    text = node.doc_string
    table = [[(cell.line, cell.column, cell.value) for cell in row.cells] for row in node.table]
    return [node.line, node.column, node.keyword, node.type, node.text, table] + (
        [text.line, text.column, text.delimiter, text.media_type, text.content] if text else []
    )


def titles(line: int, column: int, keyword: str, name: str, description: str) -> tuple[int, int, str, str, str]:
    # The peer keeps lines of white space at the end of a description; cucumber's other parsers do not.
    return line, column, keyword, name, re.sub(r"(\A|\n)\s*\Z", "", description)


def peer_titles(node: Any) -> tuple[int, int, str, str, str]:
    place = node["location"]
    return titles(place["line"], place["column"], node["keyword"], node["name"], node["description"])


def peer_outline(node: Any) -> list[Any]:
    children: list[Any] = node["children"]
    backgrounds = [each["background"] for each in children if "background" in each]
    parts: list[Any] = [peer_titles(node)]
    parts.append([(tag["location"]["line"], tag["location"]["column"], tag["name"]) for tag in node["tags"]])
    parts.append([peer_step(step) for step in backgrounds[0]["steps"]] if backgrounds else None)
    parts.append([peer_scenario(each["scenario"]) for each in children if "scenario" in each])
    return parts + [peer_outline(each["rule"]) for each in children if "rule" in each]


def peer_scenario(node: Any) -> list[Any]:
    tables = [
        [peer_titles(each), len(each["tags"])]
        + [
            tuple(cell["value"] for cell in row["cells"])
            for row in ([each["tableHeader"]] if "tableHeader" in each else []) + each["tableBody"]
        ]
        for each in node["examples"]
    ]
    return [peer_titles(node), len(node["tags"]), [peer_step(step) for step in node["steps"]], tables]


def peer_step(node: Any) -> list[Any]:
    rows = node.get("dataTable", {"rows": []})["rows"]
    cells = [[(c["location"]["line"], c["location"]["column"], c["value"]) for c in row["cells"]] for row in rows]
    place = node["location"]
    parts = [place["line"], place["column"], node["keyword"], node["keywordType"], node["text"], cells]
    if text := node.get("docString"):
        place = text["location"]
        parts += [place["line"], place["column"], text["delimiter"], text.get("mediaType", ""), text["content"]]
    return parts
