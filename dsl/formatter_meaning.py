"""What a tree says, without where it says it: two layouts of one spec have the same meaning."""

from typing import Any, cast

from msgspec import Struct

from ..diagnostics import Span
from .gherkin.document import Comment, TextLine
from .syntax_tree import FeatureSection

PLACES = frozenset(("span", "line", "column", "columns"))


def meaning_of(node: object) -> object:
    """Return a tree of tuples that is equal for equal trees wherever their nodes stand.

    Descriptions count by their words, comments by their text; white space around them is layout.
    """
    match node:
        case Span():
            return node.text
        case Comment() | TextLine():
            return node.text.strip()
        case FeatureSection():
            # The lines that tie invariants to their rules are places; the document holds the rules.
            return (
                meaning_of(node.document),
                meaning_of(node.needs),
                meaning_of(tuple(one for _, one in node.invariants)),
            )
        case tuple():
            return _meaning_of_tuple(cast("tuple[Any, ...]", node))
        case Struct():
            names = [name for name in node.__struct_fields__ if name not in PLACES]
            return type(node).__name__, *(meaning_of(getattr(node, name)) for name in names)
        case _:
            return node


def _meaning_of_tuple(node: tuple[Any, ...]) -> object:
    names: tuple[str, ...] = getattr(node, "_fields", ())
    if names:
        parts = (meaning_of(getattr(node, name)) for name in names if name not in PLACES)
        return type(node).__name__, *parts
    return tuple(meaning for part in node if (meaning := meaning_of(part)) != "" or not isinstance(part, TextLine))
