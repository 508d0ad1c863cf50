"""Lists in steps and table cells are read alike by the compiler and by the generated drivers of pages."""

from collections.abc import Callable
from typing import Any

import pytest

from weft.dsl.literals import split_list
from weft.templates.rendering import render

CASES: list[tuple[str, list[str]]] = [
    ("", []),
    (" ", []),
    ("-", []),
    ("empty", []),
    ("vip", ["vip"]),
    ("vip, a b", ["vip", "a b"]),
    ("vip,, iron,", ["vip", "iron"]),
    ('"a, b", c', ["a, b", "c"]),
    ('"say \\"hi\\"",d', ['say "hi"', "d"]),
    ('"a\\\\b"', ["a\\b"]),
    ('foo "a,b", c', ['foo "a,b"', "c"]),
]


def members_of_the_drivers() -> Callable[[str], list[str]]:
    names: dict[str, Any] = {}
    exec(render("test_suite/drivers/members.py.jinja"), names)
    return names["members"]


@pytest.mark.parametrize(("text", "members"), CASES)
@pytest.mark.parametrize("read", [split_list, members_of_the_drivers()], ids=["compiler", "drivers"])
def test_a_list_is_read_as_it_is_written(read: Callable[[str], list[str]], text: str, members: list[str]) -> None:
    assert read(text) == members
