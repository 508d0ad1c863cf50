"""The module of an entity: its dataclass, its view, its derived fields, its checks."""

import re

from msgspec import Struct

from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import Password, plain
from ..database_calls import is_wide
from ..inputs import inputs_of
from ..names import class_name, field_name, python_name, variable_of
from ..narrowing import printer_for
from ..python_functions import FunctionView, ModuleParts, article, docstring, string, when
from ..python_types import import_lines
from ..record_views import is_in_circle, record_view
from .derived_fields import derived_fields, derived_function
from .field_checks import check_call, check_function, has_check
from .parameters import value_type
from .view_class import ViewClass, view_class

SHADOWED = ("date", "datetime", "timedelta")


class Attribute(Struct, frozen=True):
    """A field of a generated dataclass."""

    name: str
    annotation: str


class EntityModule(Struct, frozen=True):
    """All that the template of an entity prints. `is_shadowing`: a field is called like a type of dates;
    `circular_lines` import what imports this module too, for annotations alone."""

    caption: str
    name: str
    attributes: tuple[Attribute, ...]
    view: ViewClass | None
    functions: tuple[FunctionView, ...]
    import_lines: tuple[str, ...]
    circular_lines: tuple[str, ...]
    is_shadowing: bool


def entity_module(entity: Entity, model: Model) -> EntityModule:
    """Return the module of an entity."""
    parts = ModuleParts()
    parts.imports |= {("app.domain", "checks"), ("app.domain.values", "Rejection"), ("app.domain.values", "broken")}
    is_shadowing = any(item.name in SHADOWED for item in entity.fields)
    attributes = [
        Attribute(field_name(item.name), value_type(item.type, model, parts.imports)) for item in stored_fields(entity)
    ]
    if is_shadowing:
        attributes = [Attribute(item.name, _in_class(item.annotation)) for item in attributes]
    view = record_view(entity, model)
    shown = view_class(view, model, parts.imports, _in_class if is_shadowing else str) if view else None
    parts.functions += [derived_function(entity, *item, model, parts.imports) for item in derived_fields(entity)]
    parts.functions += [_check_function(item, model, parts) for item in entity.fields if _is_checked(item)]
    parts.functions.append(_broken_rule(entity, model, parts))
    circular = {
        (f"app.domain.{variable_of(item.entity)}", class_name(item.entity))
        for item in (view.records if view else ())
        if is_in_circle(entity.name, item.entity, model)
    }
    parts.imports -= circular
    own = f"from app.domain.{variable_of(entity)} import "
    return EntityModule(
        caption=_caption(entity),
        name=class_name(entity),
        attributes=tuple(attributes),
        view=shown,
        functions=tuple(parts.functions),
        import_lines=tuple(line for line in parts.import_lines if not line.startswith(own)),
        circular_lines=tuple(line for line in import_lines(circular) if not line.startswith(own)),
        is_shadowing=is_shadowing,
    )


def stored_fields(entity: Entity) -> list[Field]:
    """Return the fields that a record holds; passwords it never does."""
    return [item for item in entity.fields if item.is_stored and not isinstance(plain(item.type), Password)]


def _caption(entity: Entity) -> str:
    follows = "what it holds, what follows from it" if derived_fields(entity) else "what it holds"
    return f"{entity.name}: {follows} and what must hold of it."


def _in_class(text: str) -> str:
    """Return an annotation that a field of the same name does not hide."""
    return re.sub(rf"\b({'|'.join(SHADOWED)})\b", r"dt.\1", text)


def _is_checked(field: Field) -> bool:
    return has_check(field) and (field.is_stored or isinstance(plain(field.type), Password))


def _check_function(field: Field, model: Model, parts: ModuleParts) -> FunctionView:
    name = python_name(field.name)
    call = check_call(field.label, name, field.type)
    assert call is not None
    annotation = value_type(field.type, model, parts.imports)
    return FunctionView(check_function(field), (f"{name}: {annotation}",), "str | None", (), (f"return {call}",))


def _broken_rule(entity: Entity, model: Model, parts: ModuleParts) -> FunctionView:
    variable = variable_of(entity)
    body: list[str] = []
    for item in stored_fields(entity):
        if _is_checked(item):
            answer = f"return broken({string(item.id)}, message)"
            body += when(f"message := {check_function(item)}({variable}.{field_name(item.name)})", [answer])
    for check in entity.checks:
        if not is_wide(check.condition, "self", model):
            printer = printer_for(inputs_of([check.condition], model), model)
            condition = printer.negated(check.condition)
            parts.imports |= printer.imports
            body += when(condition, [f"return broken({string(check.id)}, {string(check.message)})"])
    return FunctionView(
        name="broken_rule",
        parameters=(f"{variable}: {class_name(entity)}",),
        returns="Rejection | None",
        doc=docstring(f"Return the first rule that this {article(entity.name).partition(' ')[2]} breaks."),
        body=(*body, "return None"),
    )
