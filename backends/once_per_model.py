"""Spares the backends what they would all work out again about the same part of the same model."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ..dsl.model import Model

Part = TypeVar("Part")
Result = TypeVar("Result")


def once_per_model(work_out: Callable[[Part, Model], Result]) -> Callable[[Part, Model], Result]:
    """Keep what a pure function returns for each part of the model that it was last asked about.

    Parts are told apart by being the same object: comparing them would take as long as the work.
    """
    known: dict[int, tuple[Part, Result]] = {}
    of_model: list[Model] = []

    @wraps(work_out)
    def looked_up(part: Part, model: Model) -> Result:
        if not of_model or of_model[0] is not model:
            known.clear()
            of_model[:] = [model]
        if id(part) not in known:
            known[id(part)] = part, work_out(part, model)  # the part is kept, so that its id stays its own
        return known[id(part)][1]

    return looked_up
