"""What the code of one function needs of the module that it stands in."""

from typing import Protocol

from ...dsl.model import Model
from .slots import Slot


class Callee(Protocol):
    """A function of the module that others call."""

    @property
    def index(self) -> int:
        """Return its index."""
        ...

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return what it is given."""
        ...

    @property
    def is_result_optional(self) -> bool:
        """Tell whether it gives, behind its value, whether there is one."""
        ...


class Context(Protocol):
    """What an expression needs of the module that it stands in."""

    @property
    def model(self) -> Model:
        """Return the model."""
        ...

    def derived(self, entity: str, field: str) -> Callee:
        """Return the function of a derived field; raises `NotLoweredError`."""
        ...

    def decision(self, name: str) -> Callee:
        """Return the function of a decision table; raises `NotLoweredError`."""
        ...

    def text(self, text: str) -> int:
        """Return a text in memory as a value."""
        ...
