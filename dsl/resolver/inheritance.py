"""Gives parameters that go straight into a field the label and the bounds of that field."""

from collections.abc import Sequence

from msgspec.structs import replace

from ..expressions import Variable
from ..model import (
    Change,
    Create,
    Effect,
    Parameter,
)
from ..syntax_tree import (
    Block,
)
from ..value_types import Decimal, Int, Optional, Text, ValueType, plain
from .declarations import Declarations


def inherit_from_fields(
    parameters: tuple[Parameter, ...], effects: list[Effect], block: Block, declarations: Declarations
) -> tuple[Parameter, ...]:
    """Give parameters that go straight into a field the label and the bounds of that field."""
    labelled = {node.name.text for node in block.header.parameters if node.label}
    targets = filled_fields(effects)
    found: list[Parameter] = []
    for parameter in parameters:
        if parameter.name in targets:
            entity, name = targets[parameter.name]
            field = declarations.entities[entity].field(name)
            label = parameter.label if parameter.name in labelled else field.label
            kind = _narrower(parameter.type, field.type)
            parameter = replace(parameter, type=kind, label=label)
        found.append(parameter)
    return tuple(found)


def filled_fields(effects: Sequence[Effect]) -> dict[str, tuple[str, str]]:
    """Return the entity and the field that each parameter goes straight into, the first of several."""
    targets: dict[str, tuple[str, str]] = {}
    for effect in effects:
        pairs = effect.values if isinstance(effect, Create) else ()
        if isinstance(effect, Change):
            pairs = ((effect.field, effect.value),)
        for field, value in pairs:
            if isinstance(value, Variable) and isinstance(effect, Create | Change):
                targets.setdefault(value.name, (effect.entity, field))
    return targets


def _narrower(own: ValueType, field: ValueType) -> ValueType:
    bare, target = plain(own), plain(field)
    unbounded = bare in (Text(), Int()) or (isinstance(bare, Decimal) and bare == Decimal(bare.scale))
    if not unbounded or type(bare) is not type(target):
        return own
    return Optional(target) if isinstance(own, Optional) else target  # pyright: ignore[reportArgumentType, reportReturnType]
