"""Finds the part of a specification that a place in generated SQL comes from, as far as names tell."""

import re
from collections.abc import Iterator

from ..backends.backend import OutputFile
from ..backends.names import plural_of_entity
from ..diagnostics import Span
from ..dsl.model import Element, Entity, Model
from ..dsl.parts import parts_of

_WORD = re.compile(r"\w+")
_STATEMENT = re.compile(r"(?:-- name: |CREATE |\A)[^;]*;?")


def element_behind(file: OutputFile, place: Span, model: Model) -> Element | None:
    """Return the element of a file that is named most clearly at a place; None where none of them is."""
    said, around = _words(place.text), _words(_statement(place))
    known = {part.id: part for part in parts_of(model) if isinstance(part, Element)}
    own = [known[item] for item in file.elements if item in known]
    likeness = {element.id: _likeness(element, said, around) for element in _with_fields(own)}
    best = max(likeness, key=lambda item: likeness[item], default="")
    return known[best] if likeness.get(best) else None


def _statement(place: Span) -> str:
    """Return the statement that a place stands in, with its name."""
    text = place.source.text
    found = [match[0] for match in _STATEMENT.finditer(text) if match.start() <= place.start < match.end()]
    return found[0] if found else place.text


def _with_fields(elements: list[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        if isinstance(element, Entity):
            yield from element.fields


def _likeness(element: Element, said: set[str], around: set[str]) -> int:
    """Say how much speaks for an element: its table in the statement, and then its field at the place itself."""
    owner, _, part = element.id.partition("/")
    kind, _, name = owner.partition(":")
    if kind not in {"entity", "role"}:
        return int(any(word.endswith(f"_by_{name}") for word in around))
    is_there = plural_of_entity(name) in around
    field = part.removeprefix("field:")
    return int(is_there) if not part else 2 * int(is_there and field in said)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text))
