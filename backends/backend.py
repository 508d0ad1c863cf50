"""What a backend is: a name, and a function from the model to the files that realise it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from ..dsl.model import Model


class Ownership(StrEnum):
    """Who may change a file once it is written."""

    GENERATED = "generated"  # Weft's: rewritten whenever the model changes
    EXTENSION = "extension"  # the user's: written once, never rewritten


class BinaryFunction(Struct, frozen=True):
    """A function in a file that is no text: the element it realises, at which byte its code begins, and the code."""

    name: str
    element: str
    offset: int
    code: bytes


class OutputFile(Struct, frozen=True):
    """A file to be written: its path relative to the output folder, with `/`, and the model elements it realises.

    The text of a file that is none, `latin-1` of its bytes, says so with `encoding`, and names its functions.
    """

    path: str
    text: str
    elements: tuple[str, ...] = ()
    ownership: Ownership = Ownership.GENERATED
    encoding: str = "utf-8"
    functions: tuple[BinaryFunction, ...] = ()


class Backend(Protocol):
    """A target of the compiler; it reads the model and touches nothing."""

    @property
    def name(self) -> str:
        """Return the name that people select the backend by."""
        ...

    def emit(self, model: Model) -> Iterable[OutputFile]:
        """Return the files that realise the model, the same ones for the same model."""
        ...
