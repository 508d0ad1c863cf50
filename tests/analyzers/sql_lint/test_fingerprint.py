"""Statements share a fingerprint when only literals, layout, comments or case differ, and no others do."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.analyzers.sql_lint.fingerprint import fingerprint, normaliser

SAME = [
    ("postgres", "SELECT a FROM t WHERE b = 1", "select  a\nfrom T where b=22 ;"),
    ("postgres", "SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = $1"),
    ("postgres", "SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = -7.5e-3"),
    ("postgres", "SELECT a FROM t WHERE b = 'x'", "SELECT a FROM t WHERE b = 'it''s; -- no comment'"),
    ("postgres", "SELECT a FROM t WHERE b = E'x'", r"SELECT a FROM t WHERE b = E'it\'s'"),
    ("postgres", "SELECT a FROM t WHERE b = $$x$$", "SELECT a FROM t WHERE b = $tag$it's $$ here$tag$"),
    ("postgres", "SELECT a FROM t WHERE b IN (1)", "SELECT a FROM t WHERE b IN (1, 2,3 , -4)"),
    ("postgres", "SELECT a /* 'x */ FROM t -- y'\n LIMIT 1", "SELECT a FROM t LIMIT 20"),
    ("postgres", "INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (1,'a'), (2,'b'), (3,'c')"),
    ("postgres", "SELECT a :: int FROM t", "SELECT a::int FROM t"),
    ("postgres", "SELECT 'the end is miss", "SELECT 'cut els"),
    ("mysql", "SELECT a FROM t WHERE b = 'it\\'s'", 'SELECT a FROM t WHERE b = "a \\" b" # why'),
    ("mysql", "SELECT a FROM t WHERE b IN (...)", "SELECT a FROM t WHERE b IN (1, 2)"),
]
DIFFERENT = [
    ("postgres", "SELECT a FROM t1", "SELECT a FROM t2"),
    ("postgres", 'SELECT "A" FROM t', 'SELECT "a" FROM t'),
    ("postgres", 'SELECT "a b" FROM t', 'SELECT "a  b" FROM t'),
    ("postgres", "SELECT a b FROM t", "SELECT ab FROM t"),
    ("postgres", "SELECT a FROM t WHERE b = NULL", "SELECT a FROM t WHERE b = 1"),
    ("postgres", "SELECT f(1) FROM t", "SELECT f(1, 2) FROM t"),
    ("postgres", "SELECT a - 1 FROM t", "SELECT a FROM t"),
    ("postgres", "SELECT a - 1 FROM t", "SELECT a + 1 FROM t"),
    ("tsql", "SELECT [A b] FROM t", "SELECT [a b] FROM t"),
]


@pytest.mark.parametrize(("dialect", "one", "other"), SAME)
def test_what_says_nothing_of_the_kind_of_statement_is_left_out(dialect: str, one: str, other: str) -> None:
    normalise = normaliser(dialect)
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("dialect", "one", "other"), DIFFERENT)
def test_what_makes_another_statement_is_kept(dialect: str, one: str, other: str) -> None:
    normalise = normaliser(dialect)
    assert normalise(one) != normalise(other)


def test_a_fingerprint_has_sixteen_bytes_and_stands_half_surrogates() -> None:
    assert len(fingerprint("select ?\ud800")) == 16


Shape = list[tuple[str, str]]
Draw = Callable[[st.SearchStrategy[str]], str]
names = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True).filter(lambda name: name not in {"e", "in", "values"})
strings = st.text(st.characters(blacklist_categories=("Cs",))).map(lambda text: "'" + text.replace("'", "''") + "'")
numbers = st.one_of(st.integers(0, 10**20), st.floats(0, 1e30, allow_nan=False)).map(str)
literals = st.one_of(strings, numbers)
blanks = st.text(" \t\n", min_size=1, max_size=3)
comments = st.one_of(blanks, st.sampled_from(["/* it's 1 */", " -- it's 1\n", "/**/"]))
operators = st.sampled_from(["=", "<>", "<", ">=", "||", "*", "/"])


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    """Return conditions as names and operators."""
    return draw(st.lists(st.tuples(names, operators), min_size=1, max_size=5))


def written(shape: Shape, draw: Draw, *, is_loud: bool) -> str:
    """Return a statement of a shape with literals, blanks, comments and case drawn anew."""
    parts = [f"{name}{draw(comments)}{operator}{draw(comments)}{draw(literals)}" for name, operator in shape]
    words = ("SELECT", "FROM", "WHERE", "AND") if is_loud else ("select", "from", "where", "and")
    select, from_, where, and_ = words
    return f"{select}{draw(comments)}* {from_}{draw(comments)}t {where} {f' {and_} '.join(parts)}"


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Return two statements that differ only in what does not count."""
    shape = draw(shapes())
    return written(shape, draw, is_loud=True), written(shape, draw, is_loud=False)


@given(pairs())
def test_statements_of_one_shape_share_a_fingerprint(pair: tuple[str, str]) -> None:
    normalise = normaliser("postgres")
    assert normalise(pair[0]) == normalise(pair[1])


@given(shapes(), shapes(), st.data())
def test_statements_of_two_shapes_never_do(one: Shape, other: Shape, data: st.DataObject) -> None:
    normalise = normaliser("postgres")
    texts = [normalise(written(shape, data.draw, is_loud=True)) for shape in (one, other)]
    assert (texts[0] == texts[1]) == (one == other)


@given(st.text(), st.sampled_from(["ansi", "postgres", "mysql", "tsql", "bigquery"]))
def test_any_text_can_be_normalised(text: str, dialect: str) -> None:
    assert fingerprint(normaliser(dialect)(text))
