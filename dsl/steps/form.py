"""What a sentence form is: phrases with slots, and the operation that a sentence of this form stands for."""

from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Struct

from ..operations import Operation
from .captured import Captured
from .piece import Piece
from .problem import Problem

Built = Operation | tuple[Operation, ...] | Problem


class Shape(Struct, frozen=True):
    """One word of a slot, for the search of ambiguities: what it must look like, and examples of it."""

    regex: str
    samples: tuple[str, ...]


class Slot(Struct, frozen=True):
    """A `{slot}`: what its text looks like, how it is read, and the words it consists of."""

    regex: str
    read: Callable[[Piece, Captured], Problem | None]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence form.

    `phrases` are Cucumber Expressions whose parameters are slots; `phases` those in which it may stand.
    `by_person`: a person comes before it; `needs_person`: and one who is known, not just any visitor.
    `action` is set for the phrase of an action.
    """

    phrases: tuple[str, ...]
    build: Callable[[Captured], Built]
    phases: tuple[str, ...]
    by_person: bool = False
    needs_person: bool = False
    has_table: bool = False
    action: str = ""
    slots: dict[str, Slot] = field(default_factory=dict[str, Slot], compare=False)
