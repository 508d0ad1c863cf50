"""A clause may be broken over lines wherever what stands so far cannot be all of it."""

import pytest

from weft.diagnostics import Source
from weft.dsl.clauses import default_parser
from weft.dsl.formatter_meaning import meaning_of
from weft.dsl.parser import SourceParser
from weft.dsl.syntax_tree import SourceFile

START = 'Action: a(x: int, y: int)\n  by anyone\n  requires x > 3 and y < 4 or not (x + y = 5) else "No"\n'


def parsed(text: str, name: str = "a.weft") -> SourceFile:
    parser = SourceParser(Source(name, text), default_parser())
    tree = parser.parse()
    assert parser.diagnostics == []
    return tree


@pytest.mark.parametrize(
    "word",
    ["(", "x:", "int,", "requires", ">", "and", "y", "<", "or", "not", "+", "=", ")", "else"],
)
def test_a_clause_goes_on_after_any_word_that_leaves_it_unfinished(word: str) -> None:
    place = START.index(word) + len(word)
    broken = f"{START[:place]}\n      # a note\n{START[place:]}"
    assert meaning_of(parsed(broken)) == meaning_of(parsed(START))


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("Entity: E\n  a: int = 3 + 4\n  b: int", "Entity: E\n  a: int\n    = 3\n    + 4\n  b: int"),
        ("Entity: E\n  to: int = to * to\n  and: int", "Entity: E\n  to: int = to *\n  to\n  and: int"),
        ("Enum: City is A, B", "Enum: City is\n  A\n  , B"),
        ("Action: a()\n  by anyone\n  creates E with b = 3", "Action: a()\n  by anyone\n  creates E\n  with\n  b = 3"),
        ("Action: a()\n  by anyone\n  changes b.c to 3", "Action: a(\n  )\n  by\n  anyone\n  changes b.c to\n  3"),
        ('Page: P at "/" for A, B\n  title "T"', 'Page: P\n    at "/"\n    for A\n    , B\n  title "T"'),
        (
            'Page: P at "/"\n  table of E where text is "a" sorted by text\n  text "b"',
            'Page: P at "/"\n  table of E where\n  text is "a"\n  sorted by text\n  text "b"',
        ),
        ('Api: "/"\n  offers from, to\n  offers b', 'Api: "/"\n  offers from,\n  to\n  offers b'),
        (
            "Decision: d(a: int) -> int\n  first match\n  | a | d |",
            "Decision: d(a: int) ->\n int\n first\n match\n | a | d |",
        ),
    ],
)
def test_broken_lines_mean_what_the_whole_line_means(whole: str, broken: str) -> None:
    assert meaning_of(parsed(broken)) == meaning_of(parsed(whole))


def test_an_invariant_goes_on_in_the_next_line_of_its_rule() -> None:
    whole = "Feature: F\n  Rule: R\n    always a > 3 and b > 4 for every E\n    So be it.\n"
    broken = whole.replace("and", "and\n     ").replace("for", "\n    for")
    (feature,) = parsed(broken).features
    assert meaning_of(feature.invariants) == meaning_of(parsed(whole).features[0].invariants)


@pytest.mark.parametrize("condition", ["a > 3", "a > 3 and not b", "a is one of (1, 2)", "b or a < 3"])
def test_a_derived_field_may_be_a_condition(condition: str) -> None:
    bare = parsed(f'Entity: E\n  c: bool = {condition} "Late"')
    assert meaning_of(bare.blocks[0].clauses) == meaning_of(
        parsed(f'Entity: E\n  c: bool = ({condition}) "Late"').blocks[0].clauses
    )
