"""The contract of an action: what is done when an event happens, as code that leaves the stack as it was."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from .additions import Additions
from .binary.leb128 import encode_unsigned
from .scratch import Scratch, Target, Value


class Spot(NamedTuple):
    """Where an action is put: the number of the site among all, its memory, how many outcomes there are.

    `targets` are the locals that it may set to put other values in the place of operands or results.
    """

    number: int
    address: int
    width: int = 1
    targets: tuple[Target, ...] = ()


class Action(ABC):
    """What is done at each site of a probe.

    `size` is how many bytes of memory a site needs for each outcome. An action that `calls_host` may change
    what other probes do. One that is `replacing` puts other values in the place of operands or results.
    """

    size: ClassVar[int] = 0
    calls_host: ClassVar[bool] = False
    replacing: ClassVar[bool] = False

    @property
    def wants(self) -> Sequence[str]:
        """Return the names of the values that it looks at."""
        return ()

    @abstractmethod
    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""


class PlainAction(Action):
    """An action without values, the same everywhere but for an address.

    Of one that is `lasting` it does not show how often it was done, if only it was.
    """

    lasting: ClassVar[bool] = False

    @abstractmethod
    def around_address(self, memory: int) -> tuple[bytes, ...]:
        """Return the code before each place where the address in a memory stands, as an unsigned number, in turn.

        With the last of these places it ends.
        """

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        address = encode_unsigned(spot.address)
        return b"".join(part + address for part in self.around_address(additions.memory))
