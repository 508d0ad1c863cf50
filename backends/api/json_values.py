"""How values of each type look in JSON: their annotations, and how they are printed."""

from msgspec import Struct

from ...dsl.expressions import Constant
from ...dsl.model import Model
from ...dsl.value_types import (
    Choice,
    Date,
    DateTime,
    Decimal,
    Duration,
    Int,
    ListOf,
    Money,
    Optional,
    Password,
    Reference,
    Text,
    ValueType,
    plain,
)
from ...dsl.words import words_of
from ..python_expressions import PythonPrinter, python_string
from ..python_types import Import, annotation

FIELDS = "app.api.fields"
FORMATS = "app.domain.formats"


class Typed(Struct, frozen=True):
    """A piece of Python and what it imports."""

    text: str
    imports: frozenset[Import] = frozenset()


def answer_annotation(kind: ValueType, model: Model) -> Typed:
    """Return the annotation of a value in an answer."""
    if isinstance(kind, Optional):
        inner = answer_annotation(kind.of, model)
        return Typed(f"{inner.text} | None", inner.imports)
    match kind:
        case Money():
            return _from_fields("Money")
        case Decimal(scale=scale):
            return _from_fields(f"Decimal{scale}")
        case Date():
            return _from_fields("Day")
        case DateTime():
            return _from_fields("Instant")
        case Duration():
            return Typed("int")
        case _:
            return Typed(*annotation(kind, model))


def printed(value: str, kind: ValueType) -> Typed:
    """Return a Python value as it is put into an answer."""
    text, imports = _printed(value, plain(kind))
    if isinstance(kind, Optional) and text != value:
        text = f"None if {value} is None else {text}"
    return Typed(text, imports)


def _printed(value: str, kind: object) -> tuple[str, frozenset[Import]]:
    match kind:
        case Money():
            return f"money_text({value})", frozenset({(FORMATS, "money_text")})
        case Decimal(scale=scale):
            return f"decimal_text({value}, {scale})", frozenset({(FORMATS, "decimal_text")})
        case Date():
            return f"{value}.isoformat()", frozenset()
        case DateTime():
            return f"instant_text({value})", frozenset({(FORMATS, "instant_text")})
        case Duration():
            return f"int({value}.total_seconds())", frozenset()
        case _:
            return value, frozenset()


def input_annotation(kind: ValueType, model: Model) -> Typed:
    """Return the annotation of a value in a request body or a query, read as the domain holds it."""
    if isinstance(kind, Optional):
        inner = input_annotation(kind.of, model)
        return Typed(f"{inner.text} | None", inner.imports)
    match kind:
        case Money():
            return _from_fields("MoneyInput")
        case Decimal(scale=scale):
            return _from_fields(f"Decimal{scale}Input")
        case Date():
            return _from_fields("DayInput")
        case DateTime():
            return _from_fields("InstantInput")
        case Duration():
            return _from_fields("SecondsInput")
        case Password():
            return _from_fields("PasswordInput")
        case Choice(enum=enum):
            imports = frozenset({("app.domain.enums", enum), ("typing", "Annotated"), (FIELDS, "one_of")})
            return Typed(f"Annotated[{enum}, one_of({enum})]", imports)
        case Reference(entity=entity):
            return key_annotation(entity, model)
        case ListOf(entity=entity):
            key = key_annotation(entity, model)
            extra = frozenset({("typing", "Annotated"), ("pydantic", "Field")})
            return Typed(f"Annotated[tuple[{key.text}, ...], Field(strict=False)]", key.imports | extra)
        case _:
            return Typed(*annotation(kind, model))


def key_annotation(entity: str, model: Model) -> Typed:
    """Return the annotation of the key of an entity in a request: a number is one that the database can look for."""
    return query_annotation(model.entity(entity).key.type, model)


def query_annotation(kind: ValueType, model: Model) -> Typed:
    """Return the annotation of a value in an address, read as the domain holds it; of a list, of one in it."""
    match plain(kind):
        case ListOf(entity=entity):
            return key_annotation(entity, model)
        case Int():
            return _from_fields("WholeNumber")
        case Choice():
            return Typed(*annotation(plain(kind), model))
        case DateTime():
            return Typed("AwareDatetime", frozenset({("pydantic", "AwareDatetime")}))
        case bare:
            return input_annotation(bare, model)


def body_annotation(kind: ValueType, default: Constant | None, model: Model) -> Typed:
    """Return the annotation of a field of a request body, with what its schema says besides."""
    plain_kind = plain(kind)
    schema = _schema(plain_kind, default, model)
    inner = input_annotation(plain_kind, model)
    if schema:
        extra = frozenset({("typing", "Annotated"), ("pydantic", "WithJsonSchema")})
        inner = Typed(f"Annotated[{inner.text}, WithJsonSchema({schema})]", inner.imports | extra)
    return Typed(f"{inner.text} | None", inner.imports) if isinstance(kind, Optional) else inner


def _schema(kind: object, default: Constant | None, model: Model) -> str:
    """Return the JSON schema of texts, whole numbers and references, whose bounds only the rules check."""
    entries: list[tuple[str, str]] = []
    match kind:
        case Text(high=high, low=low):
            entries = [("type", '"string"'), ("minLength", str(low))]
            entries += [("maxLength", str(high))] if high is not None else []
        case Int(low=low, high=high):
            entries = [("type", '"integer"'), ("format", '"int64"')]
            entries += [("minimum", str(low))] if low is not None else []
            entries += [("maximum", str(high))] if high is not None else []
        case Reference(entity=entity):
            key = model.entity(entity).key
            owner = words_of(entity)
            words = f"A{'n' if owner[0] in 'aeiou' else ''} {owner}'s {key.label[:1].lower()}{key.label[1:]}"
            json_type = '"integer"' if isinstance(plain(key.type), Int) else '"string"'
            entries = [("type", json_type), ("description", python_string(words))]
        case _:
            return ""
    if default is not None:
        entries.append(("default", PythonPrinter(model).text(default)))
    return "{" + ", ".join(f'"{name}": {value}' for name, value in entries) + "}"


def _from_fields(name: str) -> Typed:
    return Typed(name, frozenset({(FIELDS, name)}))
