"""A function that the module imports is called, by its name or through a table."""

from collections.abc import Iterator

from ..additions import Additions
from ..assembly import local_get
from ..event import Event, Placement, Rank, Site, Wants
from ..function import Function
from ..instruction_site import InstructionSite, Names
from ..scratch import Scratch, Target, Value
from ..stack_types import StackTypes
from .instead import ReplacedInstruction


class HostCall(Event):
    """An imported function is about to be called. Seen: `argument0` and so on; the place is the import, at offset 0.

    Each imported function is called through a function that is added, and so is each that a table holds or `ref.func`
    makes, save where its type may be extended. What a host calls of its own accord is not seen.
    """

    of_imports = True

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the one site of an imported function."""
        if function.is_import:
            yield _Arrival(function)


class HostReturn(Event):
    """An imported function has come back. Seen: `argument0` and so on, `result0` and so on.

    Tail calls of imported functions by their names are not seen to come back, as the stack they take is nobody's; with
    `tail_calls` they are, and the added function stays on the stack until then.
    """

    of_imports = True

    def __init__(self, *, tail_calls: bool = False) -> None:
        """Take whether tail calls shall be seen to come back."""
        self.keeps_tail_calls = tail_calls

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the one site of an imported function."""
        if function.is_import:
            types = StackTypes(function)
            names = Names([f"argument{number}" for number in range(len(function.type.parameters))])
            for instruction in function.instructions("call"):
                yield InstructionSite(types, instruction, names, after=True, note="return")


class InsteadOfHostCall(Event):
    """Stands in the place of calls of an imported function. Seen: `operand0` and so on.

    The results are what the action puts there (`Replace`), else zeros and null references. Where the site is switched
    off, the function is called.
    """

    of_imports = True
    keeps_tail_calls = True

    def sites(self, function: Function) -> Iterator[Site]:
        """Yield the one site of an imported function."""
        if function.is_import:
            types = StackTypes(function)
            for instruction in function.instructions("call"):
                yield ReplacedInstruction(types, instruction)


class _Arrival(Site):
    def __init__(self, function: Function) -> None:
        super().__init__(function.body.code, note="call")
        self._function = function

    def placement(self, wants: Wants, scratch: Scratch, additions: Additions) -> Placement:
        """Return the place before the arguments are handed on."""
        targets = tuple(Target(kind, index) for index, kind in enumerate(self._function.type.parameters))
        values = {f"argument{target.local}": Value(target.type, local_get(target.local)) for target in targets}
        return Placement(self.offset, Rank.BLOCK, values, targets=targets if wants.replacing else ())
