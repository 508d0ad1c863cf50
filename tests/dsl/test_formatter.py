"""Formatting: one layout for each spec, which says what the spec said and stays when formatted again."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from weft.diagnostics import Source
from weft.dsl.fences import read_fences
from weft.dsl.formatter import format_source, try_to_format
from weft.dsl.formatter_clauses import space_clause
from weft.dsl.formatter_meaning import meaning_of
from weft.dsl.gherkin.parser import parse_document
from weft.dsl.gherkin.pickles import compile_pickles

SAMPLES = sorted(path for path in (Path(__file__).parent / "formatting").iterdir() if ".expected" not in path.name)
SAMPLE_TEXTS = {path.name: path.read_bytes().decode() for path in SAMPLES}


@pytest.fixture(scope="session")
def features(corpora: Path) -> list[str]:
    """Return the text of each feature that cucumber publishes."""
    return [path.read_bytes().decode() for path in sorted((corpora / "gherkin").glob("*/*.feature"))]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_gets_its_layout(sample: Path, golden: Callable[[Path, str], None]) -> None:
    text, problems = try_to_format(Source(sample.name, sample.read_bytes().decode()))
    assert problems == []
    golden(sample.with_name(f"{sample.stem}.expected{sample.suffix}"), text)
    assert_stable(text, sample.name)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:int( 1 .. 5 )?key", "a: int(1..5)? key"),
        ("-1- -a.b*( - c )", "-1 - -a.b * (-c)"),
        ("requires a -1<b or(b)is not(c)", "requires a - 1 < b or (b) is not (c)"),
        ("clock 2026-07-21 09:00", "clock 2026-07-21 09:00"),
        ("a=2026-07-21-b", "a = 2026-07-21 - b"),
        ('x "a  \\" b"   # c  "d" ', 'x "a  \\" b"  # c  "d"'),
        ("a#b", "a#b"),
        ("to 城市 .name", "to 城市.name"),
        ("", ""),
    ],
)
def test_spaces_in_a_clause(before: str, after: str) -> None:
    assert space_clause(before) == after
    assert space_clause(after) == after


@pytest.mark.parametrize("name", ["a.weft", "a.feature", "a.md"])
@pytest.mark.parametrize("text", ["", "# a note\n", "Feature: F\n\n  Scenario: S\n    Given x\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_is_laid_out_well_stays(name: str, text: str, line_end: str, mark: str) -> None:
    text = mark + text.replace("\n", line_end)
    assert format_source(Source(name, text)) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Role: A\r\n  a: int\n", "Role: A\n  a: int\n"),
        ("Role: A\r\na: int\r\n", "Role: A\r\n  a: int\r\n"),
        ("Role: A", "Role: A\n"),
        ("\n\n  \n", ""),
    ],
)
def test_line_ends(before: str, after: str) -> None:
    assert format_source(Source("a.weft", before)) == after


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.weft", "Role:A\nRole: \n"),
        ("a.weft", "Entity:A\n    a:int\n  never mind\n"),
        ("a.feature", "Feature:a\n Scenario:b\n  Given c\n  Givven d\n"),
        ("a.feature", "Role: no Gherkin\n"),
        ("a.md", "```weft\nRole:A\nRoel: B\n```\n"),
    ],
)
def test_a_spec_with_errors_is_left_alone(name: str, text: str) -> None:
    formatted, problems = try_to_format(Source(name, text))
    assert formatted == text
    assert problems


def test_a_step_keeps_its_keyword() -> None:
    text = "# language: fr\nFonctionnalité: f\n\n  Scénario: s\n    Etant donné  que x\n    Soit \n"
    assert format_source(Source("a.feature", text)) == text


def test_features_of_the_corpus_keep_their_meaning(features: list[str]) -> None:
    for text in features:
        assert_meaning_is_kept(text)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_mangled_features_keep_their_meaning(features: list[str], seed: int) -> None:
    chance = random.Random(seed)
    assert_meaning_is_kept("\n".join(mangle(chance.choice(features).split("\n"), chance)))


LINES = st.sampled_from(
    [
        "", "", "  ", "# note", "   # language: fr", "@one", "  @one@two   # why", "@ three", "Rule: r",
        " Background: b", "Scenario: s", "Scenario Outline:  o <a>", "Examples: e", "  Given a <a>", "And   b",
        "* c", "Given ", "  | a |   b |", "|a|b|", "| a\\|b | \\n | x", "| a |", "|", "|| |", "| a \\", '"""',
        '  """json', "\t```", '  \\"\\"\\"', "    text", "\tother\r", "- a", " \u00a0| c |", "\u00a0Role: x",
        "Given d\r",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, max_size=24))
@example(["Given ", '"""', "\ta", "  ", '"""x', "", "# n"])
def test_shuffled_lines_keep_their_meaning(lines: list[str]) -> None:
    assert_meaning_is_kept("\n".join(lines))
    assert_meaning_is_kept("\n".join(["Feature: f", *lines[:4], "Scenario: s", "Given x", *lines[4:]]))


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_mangled_blocks_are_stable(seed: int) -> None:
    chance = random.Random(seed)
    text = SAMPLE_TEXTS["blocks.weft"] + SAMPLE_TEXTS["gherkin.feature"]
    parts = re.split(r"(?m)^(?=[A-Z]\w+:)", text)
    chance.shuffle(parts)
    lines = "".join(parts[: chance.randint(1, 4)]).split("\n")
    for name in ("a.weft", "a.md"):
        mangled = "\n".join(mangle(lines, chance))
        text = literate(mangled, chance) if name == "a.md" else mangled
        formatted = format_source(Source(name, text))  # raises where the meaning is lost
        assert_stable(formatted, name)
        if name == "a.md":
            assert prose(formatted) == prose(text)


def mangle(lines: list[str], chance: random.Random) -> list[str]:
    """Change a few lines in ways that a hurried writer might."""
    lines = list(lines)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        line = lines[place]
        cut = chance.randint(0, len(line))
        changed = [[], ["", line, ""], [f"\t {line}  "], [line.lstrip()], ["# note", line], [line[:cut], line[cut:]]]
        lines[place : place + 1] = chance.choice([*changed, [line.replace(" ", "   ")], [line.replace(", ", ",")]])
        lines = lines or [""]
    return lines


def literate(text: str, chance: random.Random) -> str:
    """Return a spec in two fenced blocks, broken anywhere."""
    lines = text.split("\n")
    place = chance.randint(0, len(lines))
    lines[place:place] = ["```", "", "words  ", "  ~~~weft"]
    return "\n".join(["words", "   ```weft", *lines, "  ~~~", "- more"])


def prose(text: str) -> str:
    fences = [fence for fence in read_fences(text) if fence.is_weft]
    inside = {number for fence in fences for number in fence.content}
    return "\n".join(line for number, line in enumerate(text.split("\n"), 1) if number not in inside)


def assert_stable(text: str, name: str) -> None:
    assert format_source(Source(name, text)) == text


def assert_meaning_is_kept(text: str) -> None:
    """Check that tree and pickles are those of before, and that formatting again changes nothing."""
    source = Source("a.feature", text)
    formatted, problems = try_to_format(source)
    if problems:
        assert formatted == text
    else:
        before, after = parse_document(source), parse_document(Source("a.feature", formatted))
        assert meaning_of(after) == meaning_of(before)
        assert meaning_of(tuple(compile_pickles(after[0]))) == meaning_of(tuple(compile_pickles(before[0])))
        assert format_source(Source("a.feature", formatted)) == formatted
