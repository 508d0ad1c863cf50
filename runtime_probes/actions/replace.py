"""Puts what a Python function returns in the place of operands or results."""

from collections.abc import Callable, Mapping

from ..action import Spot
from ..additions import Additions
from ..assembly import local_get, local_set
from ..binary.value_types import I64, V128, NumberType, ValueType
from ..binary.writing.instructions import encode
from ..readings import Happening
from ..scratch import Scratch, Target, Value
from .callback import Answer, Callback


class Replace(Callback):
    """Calls a Python function, and goes on with what it returns.

    Before an instruction that takes the place of its operands, after it of its results, and instead of it, it is its
    results. For a vector two integers are returned, the lower half first; references stay what they are, and nothing is
    returned for them. Where `None` is returned for what is one number at least, the module's run ends.
    """

    replacing = True

    def __init__(self, function: Callable[[Happening], Answer], *values: str) -> None:
        """Take the function, and the names of the values to hand to it.

        It returns one number, or a tuple with as many as there are to replace.
        """
        super().__init__(function, *values)
        self._function = function

    def answer(self, happening: Happening) -> Answer:
        """Call the function; return what goes back to the module."""
        found = self._function(happening)
        if not isinstance(found, tuple) or len(found) > 1:
            return found
        return found[0] if found else None

    def code(self, spot: Spot, values: Mapping[str, Value], scratch: Scratch, additions: Additions) -> bytes:
        """Return what is done at one site."""
        targets = [target for target in spot.targets if isinstance(target.type, NumberType)]
        results = tuple(part for target in targets for part in _parts(target.type))
        setting = (_set(target, scratch) for target in reversed(targets))
        return self.called(spot, values, additions, results) + b"".join(setting)


def _parts(kind: ValueType) -> tuple[ValueType, ...]:
    return (I64, I64) if kind == V128 else (kind,)


def _set(target: Target, scratch: Scratch) -> bytes:
    """Return code that pops what a target is set to."""
    if target.type != V128:
        return local_set(target.local)
    upper = scratch.local(I64, 0, owner=-1)
    whole = encode("i64x2.splat") + local_get(upper) + encode("i64x2.replace_lane", 1)
    return local_set(upper) + whole + local_set(target.local)
