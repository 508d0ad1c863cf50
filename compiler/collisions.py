"""Finds parts of a specification that would become the same generated file, so that the message has a place."""

from collections.abc import Iterator, Sequence

from ..backends.backend import OutputFile
from ..diagnostics import Diagnostic
from ..dsl.catalog import DUPLICATE_NAME
from ..dsl.model import Element, Model
from ..dsl.parts import parts_of


def collisions(model: Model, files: Sequence[OutputFile]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every file whose path an earlier one has, at the part of the model that it realises."""
    first: dict[str, OutputFile] = {}
    for file in files:
        earlier = first.setdefault(file.path, file)
        if earlier is not file:
            place = _named((*file.elements, *earlier.elements), model)
            message = f"two things of this system would both be generated as {file.path}"
            yield DUPLICATE_NAME.at(place.span, message, "give one of them another name")


def _named(ids: Sequence[str], model: Model) -> Element:
    """Return the first element of these ids, or the system where files realise none."""
    elements = {part.id: part for part in reversed(parts_of(model)) if isinstance(part, Element)}
    return next((elements[item] for item in ids if item in elements), model.system)
