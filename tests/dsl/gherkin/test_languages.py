"""Every one of the 80 languages reads a feature written in its own keywords."""

import json
import subprocess
import sys
from pathlib import Path

import gherkin
import pytest

from weft.diagnostics import Source
from weft.dsl.gherkin.languages import ENGLISH, Keywords, find_language, known_codes
from weft.dsl.gherkin.parser import parse_lines

KEYWORDS: dict[str, Keywords] = json.loads(
    (Path(gherkin.__file__).parent / "gherkin-languages.json").read_text("utf-8")
)


def test_there_are_eighty_languages() -> None:
    assert known_codes() == sorted(KEYWORDS)
    assert len(known_codes()) == 80


def test_the_built_in_english_is_the_published_one() -> None:
    assert {key: KEYWORDS["en"][key] for key in ENGLISH} == ENGLISH


def test_an_unknown_code_is_no_language() -> None:
    assert find_language("xx") is None


def test_english_text_reads_no_other_language_and_runs_no_foreign_code() -> None:
    program = (
        "import sys; from weft.diagnostics import Source; from weft.dsl.gherkin import languages, parser;"
        "print(parser.parse_lines(Source('a', '# language: fr\\nFonctionnalité: a'))[0].feature.language,"
        "'gherkin' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["fr", "False"]


@pytest.mark.parametrize("code", sorted(KEYWORDS))
def test_each_header_keyword_opens_its_construct(code: str) -> None:
    words = KEYWORDS[code]
    for feature in words["feature"]:
        for rule in words["rule"]:
            for background in words["background"]:
                for scenario in [*words["scenario"], *words["scenarioOutline"]]:
                    for examples in words["examples"]:
                        check_headers(code, feature, rule, background, scenario, examples)


def check_headers(code: str, *keywords: str) -> None:
    feature, rule, background, scenario, examples = keywords
    step = KEYWORDS[code]["given"][-1] + "x"
    text = (
        f"# language: {code}\n{feature}: f\n {background}: b\n  {step}\n {scenario}: s\n  {step}\n {rule}: r\n"
        f"  {background}: b\n  {scenario}: t\n   {step}\n   {examples}: e\n    | a |\n    | 1 |\n"
    )
    document, problems = parse_lines(Source("a.feature", text))
    assert problems == []
    tree = document.feature
    assert tree and tree.background and tree.rules[0].background
    assert tree.language == code
    (first,), (second,) = tree.scenarios, tree.rules[0].scenarios
    found = (tree.keyword, tree.rules[0].keyword, tree.background.keyword, first.keyword, second.examples[0].keyword)
    assert found == keywords
    assert [len(each.steps) for each in (tree.background, first, second)] == [1, 1, 1]


@pytest.mark.parametrize("code", sorted(KEYWORDS))
def test_each_step_keyword_begins_a_step_of_its_type(code: str) -> None:
    words = KEYWORDS[code]
    types = {"given": "Context", "when": "Action", "then": "Outcome", "and": "Conjunction", "but": "Conjunction"}
    steps: list[tuple[str, str]] = [
        (keyword, types[role]) for role in types for keyword in words[role] if keyword != "* "
    ]
    lines = [f"# language: {code}", f"{words['feature'][0]}:", f"{words['scenario'][0]}:"]
    if "* " in words["given"]:
        steps.append(("* ", "Unknown"))
    text = "\n".join([*lines, *(f"  {keyword}it is so" for keyword, _ in steps)])
    document, problems = parse_lines(Source("a.feature", text))
    assert problems == []
    assert document.feature
    found = [(step.keyword, step.type, step.text) for step in document.feature.scenarios[0].steps]
    assert found == [(keyword, type_, "it is so") for keyword, type_ in steps]
