"""Values that were read from somewhere are the same wherever that was."""

from weft.diagnostics import Source, Span
from weft.dsl.syntax_tree import Literal, Name

HERE, THERE = Span(Source("a.weft", "Order"), 0, 5), Span(Source("b.weft", "an Order"), 3, 8)


def test_where_a_value_was_read_makes_no_difference_to_what_it_equals() -> None:
    one, same = Name(HERE, "Order"), Name(THERE, "Order")
    assert one == same
    assert not one != same  # noqa: SIM202
    assert len({one, same}) == 1


def test_what_a_value_says_and_of_which_kind_it_is_make_a_difference() -> None:
    assert Name(HERE, "Order") != Name(HERE, "Orders")
    assert Name(HERE, "Order") != Literal(HERE, "text", "Order")


def test_a_value_prints_neither_its_place_nor_the_whole_source() -> None:
    assert repr(Name(HERE, "Order")) == "Name(text='Order')"
    assert repr(HERE) == "Span(start=0, end=5)"


def test_spans_of_different_sources_differ() -> None:
    assert Span(HERE.source, 0, 2) != Span(THERE.source, 0, 2)
