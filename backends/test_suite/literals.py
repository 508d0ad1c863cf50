"""Values of the language as a test writes them in Python."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from ...dsl.expressions import Value
from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import Choice, Password, ValueType, plain
from ..names import class_name, field_name, member_name, variable_of
from ..python_expressions import print_duration, python_string
from ..python_types import Import, annotation

LONGEST = 72


class Literals:
    """Writes values and gathers the imports that their texts need."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.imports: set[Import] = set()

    def text(self, value: Value, kind: ValueType) -> str:
        """Return a value of a type as Python."""
        bare = plain(kind)
        if isinstance(bare, Choice) and isinstance(value, str) and value in bare.members:
            self.imports.add(("app.domain.enums", bare.enum))
            return f"{bare.enum}.{member_name(value)}"
        return self.plain_text(value)

    def plain_text(self, value: Value) -> str:
        """Return a value as Python where its own kind says enough."""
        match value:
            case datetime():
                self.imports.add(("tests.world", "at"))
                return f'at("{moment_text(value)}")'
            case date():
                self.imports.add(("datetime", "date"))
                return f"date({value.year}, {value.month}, {value.day})"
            case timedelta():
                self.imports.add(("datetime", "timedelta"))
                return print_duration(value)
            case str():
                return long_text(value)
            case tuple():
                items = "".join(f"{self.plain_text(item)}, " for item in value)
                return f"({items.rstrip() if len(value) == 1 else items.removesuffix(', ')})"
            case _:
                return repr(value)

    def annotation(self, kind: ValueType) -> str:
        """Return the annotation of a type."""
        text, imports = annotation(kind, self.model)
        self.imports |= imports
        return text

    def record(self, entity: Entity, values: Mapping[str, str]) -> str:
        """Return the construction of a record from the texts of its fields."""
        self.imports.add((f"app.domain.{module_of(entity)}", class_name(entity)))
        return f"{class_name(entity)}({', '.join(f'{field_name(name)}={text}' for name, text in values.items())})"


def long_text(text: str) -> str:
    """Return a text as Python; one that fits no line is put together from pieces."""
    if len(text) <= LONGEST:
        return python_string(text)
    pieces = [text[start : start + LONGEST] for start in range(0, len(text), LONGEST)]
    return f"({' '.join(python_string(piece) for piece in pieces)})"


def moment_text(moment: datetime) -> str:
    """Return a moment as `2026-07-22 08:00`, with seconds where it has any."""
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"


def compared(actual: str, expected: str) -> str:
    """Return the condition that two texts have one value."""
    return f"{actual} is {expected}" if expected in ("None", "True", "False") else f"{actual} == {expected}"


def module_of(entity: Entity | str) -> str:
    """Return the module of an entity in the domain."""
    return variable_of(entity)


def stored_fields(entity: Entity) -> Iterable[Field]:
    """Return the fields that a record holds: neither derived on reading nor secret."""
    for field in entity.fields:
        is_derived = field.derived is not None and not field.is_stored
        if not is_derived and not isinstance(plain(field.type), Password):
            yield field


def credential(entity: Entity) -> Field | None:
    """Return the password field of an entity, if it has one."""
    return next((field for field in entity.fields if isinstance(plain(field.type), Password)), None)
