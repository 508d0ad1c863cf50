"""Phrases are Cucumber Expressions: their own cases say what is a phrase, what is not, and what matches."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from weft.dsl.phrases import Node, Part, parse_phrase, tokenize, walk
from weft.dsl.steps.patterns import CUCUMBER_TYPES, phrase_regex, phrase_variants

CORPORA = Path(os.environ.get("WEFT_CORPORA", Path(__file__).parents[2] / "../shared/corpora"))
CASES = CORPORA / "cucumber-expressions/testdata/cucumber-expression"

# Types that hosts of Cucumber register beside the standard ones.
TYPES = {
    **CUCUMBER_TYPES,
    **dict.fromkeys(("byte", "short", "long", "biginteger"), CUCUMBER_TYPES["int"]),
    **dict.fromkeys(("double", "bigdecimal"), CUCUMBER_TYPES["float"]),
}

NOT_SUPPORTED: dict[str, str] = {}

PARTS = {
    Part.TEXT: "TEXT",
    Part.SPACE: "WHITE_SPACE",
    Part.OPEN_OPTIONAL: "BEGIN_OPTIONAL",
    Part.CLOSE_OPTIONAL: "END_OPTIONAL",
    Part.OPEN_PARAMETER: "BEGIN_PARAMETER",
    Part.CLOSE_PARAMETER: "END_PARAMETER",
    Part.SLASH: "ALTERNATION",
}
NODES = {Part.PHRASE: "EXPRESSION", Part.SPACE: "TEXT"}


def cases(folder: str) -> list[Any]:
    paths = sorted((CASES / folder).glob("*.yaml"))
    if not paths and "corpora" not in os.environ.get("WEFT_REQUIRE", "").split(","):
        return [pytest.param(None, marks=pytest.mark.skip(reason="the corpora are not here"))]
    assert paths, f"{CASES} is missing"
    return [pytest.param(path, id=path.stem) for path in paths if path.stem not in NOT_SUPPORTED]


def column(message: str) -> int:
    match = re.search(r"at column (\d+)", message)
    assert match
    return int(match[1])


def as_yaml(node: Node) -> dict[str, object]:
    name = NODES.get(node.part, node.part.value.upper()) + "_NODE"
    found: dict[str, object] = {"type": name, "start": node.start, "end": node.end}
    if name == "TEXT_NODE":
        return found | {"token": node.text}
    return found | {"nodes": [as_yaml(child) for child in node.nodes]}


@pytest.mark.parametrize("path", cases("tokenizer"))
def test_tokens_are_those_of_cucumber(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    tokens = [
        {"type": PARTS[token.part], "start": token.start, "end": token.end, "text": token.text}
        for token in tokenize(case["expression"], [])
    ]
    if "exception" in case:
        assert parse_phrase(case["expression"]).problems[0].start + 1 == column(case["exception"])
    else:
        assert tokens == case["expected_tokens"][1:-1]


@pytest.mark.parametrize("path", cases("parser"))
def test_trees_are_those_of_cucumber(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    phrase = parse_phrase(case["expression"])
    if "exception" in case:
        assert phrase.problems[0].start + 1 == column(case["exception"])
    else:
        assert as_yaml(phrase.root) == case["expected_ast"]


@pytest.mark.parametrize("path", cases("matching"))
def test_sentences_match_as_in_cucumber(path: Path) -> None:
    case = yaml.safe_load(path.read_text())
    phrase = parse_phrase(case["expression"])
    if "exception" in case:
        unknown = [node for node in phrase.parameters if node.text not in TYPES]
        starts = [problem.start for problem in phrase.problems] or [node.start for node in unknown]
        assert starts[0] + 1 == column(case["exception"])
        return
    assert not phrase.problems
    match = re.fullmatch(phrase_regex(phrase, TYPES.__getitem__), case["text"])
    if case["expected_args"] is None:
        assert match is None
        return
    assert match
    written = zip(match.groups(), (node.text for node in phrase.parameters), strict=True)
    assert [value(text, kind) for text, kind in written] == case["expected_args"]


def value(text: str, kind: str) -> object:
    if kind == "string":
        return re.sub(r"\\(['\"])", r"\1", text[1:-1])
    if kind in ("int", "byte", "short", "long"):
        return int(text)
    return float(text) if kind in ("float", "double") else text


@pytest.mark.parametrize(
    ("phrase", "sentence", "fits"),
    [
        ("pays (for) (the) {string}", 'pays "B1"', True),
        ("pays (for) (the) {string}", 'pays for the  "B1"', True),
        ("pays (for) (the) {string}", 'pays forthe "B1"', False),
        ("(the) train leaves (late)", "train leaves", True),
        ("(the) train leaves (late)", "the train leaves late", True),
        ("(the) train leaves (late)", "the train leaveslate", False),
        ("books {int} seat(s)", "books 2 seats", True),
        ("books {int} seat(s)", "books 2 seat s", False),
        ("opens/closes it", "closes it", True),
    ],
)
def test_an_optional_word_takes_its_space_with_it(phrase: str, sentence: str, fits: bool) -> None:
    regex = phrase_regex(parse_phrase(phrase), TYPES.__getitem__)
    assert (re.fullmatch(regex, sentence) is not None) == fits


def test_variants_are_the_rows_of_words_that_a_phrase_allows() -> None:
    rows = phrase_variants(parse_phrase("(the) seat(s) is/are {string}"))
    words = [" ".join("".join(p if isinstance(p, str) else "_" for p in chunk) for chunk in row) for row in rows]
    articles, nouns, verbs = ("", "the "), ("seat", "seats"), ("is", "are")
    assert words == [f"{a}{n} {v} _" for a in articles for n in nouns for v in verbs]


@given(st.text(alphabet="ab {}()/\\\n\"'é", max_size=30))
def test_any_text_is_read_without_failing(text: str) -> None:
    phrase = parse_phrase(text)
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in phrase.problems)
    assert all(0 <= node.start <= node.end <= len(text) for node in walk(phrase.root))
    if not phrase.problems:
        re.compile(phrase_regex(phrase, lambda _: ".*"))
        assert phrase_variants(phrase)
