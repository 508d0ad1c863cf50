"""Importing ARC's requirements: the tree with its places, and every mistake in one run."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.diagnostics import Source
from weft.dsl.arc_import import import_requirements
from weft.dsl.arc_skeleton import to_weft
from weft.dsl.clauses import default_parser
from weft.dsl.formatter import format_source
from weft.dsl.parser import SourceParser
from weft.dsl.syntax_tree import SourceFile

SMALL = """\
id: ROOT
name: A system
type: FOLDER
children:
  - id: 1.10
    name: Sign  in
    description: >-
      As shown in ![form](a.png).
      ![](b.png)
    dependencies: [REQ-2]
    scenarios:
      - name: It works
        steps:
          - {keyword: GIVEN, content: a  visitor}
          - {keyword: then, content: "é: she is in"}
  - {id: REQ-2, name: Other, type: ATOMIC}
"""


def load(text: str) -> tuple[SourceFile, list[str]]:
    """Return what a text holds and its findings as `line:column code name message hint`."""
    file, problems = import_requirements(Source("r.yaml", text))
    shown = [
        f"{each.span.place[7:]} {each.code} {each.severity.value} {each.message}; {each.hint}" for each in problems
    ]
    return file, [line.removesuffix("; ") for line in shown]


@pytest.fixture(scope="session")
def sample(corpora: Path) -> str:
    """Return the requirements that ARC publishes."""
    return (corpora / "arc/example/ticketbooking-demo/requirements.yaml").read_text("utf-8")


def test_the_published_sample_is_read_as_a_whole(sample: str) -> None:
    file, problems = load(sample)
    nodes = file.requirements
    assert problems == []
    assert [node.id for node in nodes if not node.scenarios] == ["ROOT", "REQ-1", "REQ-2", "REQ-3"]
    assert [node.parent for node in nodes if node.scenarios] == ["REQ-1"] * 2 + ["REQ-2"] * 3 + ["REQ-3"] * 3
    scenarios = [scenario for node in nodes for scenario in node.scenarios]
    assert len(scenarios) == 13
    assert sum(len(scenario.steps) for scenario in scenarios) == 39
    assert len({image for node in nodes for image in node.images}) == 6
    booking = next(node for node in nodes if node.id == "REQ-3.1")
    assert (booking.needs, booking.images) == (("REQ-1.2", "REQ-2.3"), ("./reference/booking-page.png",))
    assert booking.scenarios[0].id == "REQ-3.1/SC-1"


def test_nodes_are_as_written_and_know_their_place() -> None:
    file, problems = load("\ufeff" + SMALL)
    assert problems == []
    _, node, _ = file.requirements
    assert (node.id, node.title, node.parent, node.needs) == ("1.10", "Sign in", "ROOT", ("REQ-2",))
    assert (node.span.text, node.images) == ("1.10", ("a.png", "b.png"))
    [scenario] = node.scenarios
    assert (scenario.id, scenario.title, scenario.span.text) == ("1.10/SC-1", "It works", "It works")
    assert [(step.keyword, step.text) for step in scenario.steps] == [("Given", "a visitor"), ("Then", "é: she is in")]
    assert [step.span.text for step in scenario.steps] == ["a  visitor", '"é: she is in"']


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("[]", []),
        ("- {id: A, name: a}\n- {id: B, name: b, dependencies: }\n", []),
        ("id: A\nname: a: b\n", ["2:8 DSL080 error mapping values are not allowed in this context"]),
        ("id: A\nname: \x01\n", ["2:7 DSL080 error a character that YAML does not allow: 1"]),
        ("[" * 300 + "]" * 300, ["1:201 DSL080 error this is nested deeper than 200 levels"]),
        ("just text", ["1:1 DSL081 error the file must be a list"]),
        ("id: [A]\nname: {a: b}\n", [
            "1:5 DSL081 error the id of a requirement must be a text",
            "2:7 DSL081 error the name of a requirement must be a text",
        ]),
        ("id: A\nname: a\nchildren: b\nscenarios: {}\ndependencies: B\n", [
            "3:11 DSL081 error the children of the requirement `A` must be a list",
            "4:12 DSL081 error the scenarios of the requirement `A` must be a list",
            "5:15 DSL081 error the dependencies of the requirement `A` must be a list",
        ]),
        ("- a\n", ["1:3 DSL081 error a requirement must be a mapping with the keys id, name, type, description, "
                   "dependencies, children, scenarios"]),
        ("{id: a b, name: c}", ["1:6 DSL081 error an id must be one word"]),
        ("type: ATOMIC\nid: ~\n", [
            "1:1 DSL082 error a requirement lacks its `id`", "1:1 DSL082 error a requirement lacks its `name`"
        ]),
        ("- {id: A, name: a}\n- {id: A, name: b}\n", ["2:8 DSL083 error the id `A` is taken"]),
        ("{id: REQ-1, name: a, dependencies: [REQ-2, REQ-11]}", [
            "1:37 DSL084 error there is no requirement `REQ-2`; did you mean `REQ-1`?",
            "1:44 DSL084 error there is no requirement `REQ-11`; did you mean `REQ-1`?",
        ]),
        ("{id: A, name: a, type: ATOM}", ["1:24 DSL085 error there is no type `ATOM`; did you mean `ATOMIC`?"]),
        ("{id: A, name: a, needs: [], desciption: b}", [
            "1:18 DSL086 warning a requirement has no key `needs`",
            "1:29 DSL086 warning a requirement has no key `desciption`; did you mean `description`?",
        ]),
        ("{id: A, name: a, name: b}", ["1:18 DSL087 error the key `name` stands twice in a requirement"]),
        ("{id: A, name: a, scenarios: [{name: b, steps: [{keyword: WEN, content: c}, {content: d}, e]}, f]}", [
            "1:58 DSL088 error there is no step keyword `WEN`; did you mean `WHEN`?",
            "1:77 DSL082 error a step lacks its `keyword`",
            "1:90 DSL081 error a step must be a mapping with the keys keyword, content",
            "1:95 DSL081 error a scenario must be a mapping with the keys name, steps",
        ]),
        ("&a {id: A, name: a, children: [*a]}", ["1:1 DSL083 error an alias repeats this requirement"]),
    ],
)  # fmt: skip
def test_every_mistake_is_found_at_its_place(text: str, expected: list[str]) -> None:
    assert load(text)[1] == expected


def test_the_skeleton_is_a_spec(sample: str) -> None:
    nodes = load(sample)[0].requirements
    text = to_weft(nodes)
    parser = SourceParser(Source("a.weft", text), default_parser())
    features = [section.document.feature for section in parser.parse().features]
    assert parser.diagnostics == []
    assert [feature and feature.name for feature in features] == [f"{node.id} {node.title}" for node in nodes]
    steps = [step.text for feature in features if feature for each in feature.scenarios for step in each.steps]
    assert steps == [step.text for node in nodes for each in node.scenarios for step in each.steps]
    assert format_source(Source("a.weft", text)) == text


@pytest.mark.parametrize(
    "words", ["# a", "@a", "Role: a", "Scenario: b", '"""', "needs A-9", "| a", "Feature : x", "a"]
)
def test_free_text_stays_free_text(words: str) -> None:
    file, _ = load(f"{{id: A-1, name: a, description: {words!r}}}")
    parser = SourceParser(Source("a.weft", to_weft(file.requirements)), default_parser())
    [feature] = parser.parse().features
    assert parser.diagnostics == []
    assert feature.needs == ()
    assert feature.document.feature and words in feature.document.feature.description


PIECES = ("", "\n", "- ", ": ", "{", "]", "*a", "&a ", "\t", '"', "~", "!!int ", "é", "\x00", "---\n")


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_mangled_files_are_read_without_an_exception(seed: int) -> None:
    chance = random.Random(seed)
    text = SMALL
    for _ in range(chance.randint(1, 4)):
        place, end = sorted(chance.choices(range(len(text) + 1), k=2))
        added = chance.choice(
            ["", "\n", "- ", ": ", "{", "]", "*a", "&a ", "\t", '"', "~", "!!int ", "é", "\x00", "---\n"]
        )
        text = text[:place] + added + text[chance.choice([place, place + 1, end]) :]
    file, problems = import_requirements(Source("r.yaml", text))
    assert all(0 <= each.span.start <= each.span.end <= len(text) for each in problems)
    to_weft(file.requirements)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_read_without_an_exception(text: str) -> None:
    file, _ = import_requirements(Source("r.yaml", text))
    to_weft(file.requirements)
