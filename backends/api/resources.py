"""The view of a module that lists and reads the records of one entity over JSON."""

from msgspec import Struct

from ...dsl.model import Entity, Field, Model
from ...dsl.value_types import Password, plain
from ...dsl.words import plural_of, words_of
from ..inputs import inputs_of
from ..names import class_name, field_name, plural_of_entity, python_name, variable_of
from ..python_types import Import
from ..record_views import record_view
from .access import Owner
from .json_values import Typed, answer_annotation, key_annotation, printed, query_annotation
from .module_names import unlike

# What a module of resources calls its own things.
OWN_NAMES = frozenset(
    {"problems", "router", "bookings_router", "view", "found", "total", "body", "context", "connection"}
)
OWN_ARGUMENTS = frozenset(
    {"caller", "request", "limit", "offset", "context", "connection", "now", "me", "found", "body"}
)


class ResourceField(Struct, frozen=True):
    """A field of an answer: its name, annotation, and how its value is printed."""

    name: str
    annotation: str
    printed: str


class Filter(Struct, frozen=True):
    """A filter of a list."""

    name: str
    variable: str
    annotation: str
    alias: str


class Resource:
    """How the records of an entity look in JSON; gathers the imports of its module."""

    def __init__(self, entity: Entity, model: Model) -> None:
        self.entity = entity
        self._model = model
        self.view = record_view(entity, model)
        self.variable = variable_of(entity)
        self.record = "view" if self.view else unlike(self.variable, OWN_NAMES)
        self.imports: set[Import] = set()
        self.fields = [self._field(field) for field in entity.fields if not isinstance(plain(field.type), Password)]
        derived = [field.derived for field in entity.fields if field.derived and not field.is_stored]
        self.reads_now = inputs_of(derived, model).reads_now
        self.imports.add((f"app.domain.{self.variable}", self.record_class))
        if self.reads_now:
            self.imports.add(("datetime", "datetime"))

    @property
    def record_class(self) -> str:
        """Return the class of what is printed."""
        return f"{class_name(self.entity)}View" if self.view else class_name(self.entity)

    @property
    def name(self) -> str:
        """Return the class of the answer."""
        return f"{class_name(self.entity)}Resource"

    @property
    def list_class(self) -> str:
        """Return the class of a list of answers."""
        return f"{class_name(self.entity)}List"

    @property
    def function(self) -> str:
        """Return the function that prints a record."""
        return f"{self.variable.rstrip('_')}_resource"

    @property
    def finder(self) -> str:
        """Return the database function that finds what is printed."""
        return "view" if self.view else "find"

    def stored(self, field: Field) -> str:
        """Return a stored field of the record as Python."""
        base = f"{self.record}.{self.variable}" if self.view else self.record
        return f"{base}.{field_name(field.name)}"

    def _field(self, field: Field) -> ResourceField:
        annotation = answer_annotation(field.type, self._model)
        text = printed(self._value(field), field.type)
        self.imports |= annotation.imports | text.imports
        return ResourceField(field.name, annotation.text, text.text)

    def _value(self, field: Field) -> str:
        if field.derived is None or field.is_stored:
            return self.stored(field)
        reads_now = inputs_of((field.derived,), self._model).reads_now
        return f"view.{python_name(field.name)}{'(now)' if reads_now else ''}"


def filters_of(entity: Entity, owner: Owner | None, model: Model) -> tuple[list[Filter], set[Import]]:
    """Return the filters of a list: every stored field but the key, the owner and credentials."""
    found: list[Filter] = []
    imports: set[Import] = set()
    for field in entity.fields:
        is_stored = field.derived is None or field.is_stored
        is_owner = owner is not None and field == owner.field
        if field.is_key or is_owner or not is_stored or isinstance(plain(field.type), Password):
            continue
        annotation = query_annotation(field.type, model)
        imports |= annotation.imports
        name = python_name(field.name)
        variable = unlike(name, OWN_ARGUMENTS)
        public = field.name if field.name not in ("limit", "offset") else variable
        alias = f'alias="{public}"' if variable != public else ""
        found.append(Filter(name, variable, annotation.text, alias))
    return found, imports


def key_parameter(entity: Entity, model: Model) -> tuple[str, Typed]:
    """Return the variable of the key in an address, and its declaration as a parameter."""
    name = python_name(entity.key.name)
    variable = unlike(name, OWN_ARGUMENTS)
    kind = key_annotation(entity.name, model)
    if variable == entity.key.name:
        return variable, Typed(f"{variable}: {kind.text}", kind.imports)
    return variable, Typed(f'{variable}: Annotated[{kind.text}, Path(alias="{entity.key.name}")]', kind.imports)


def words_for(entity: Entity) -> dict[str, str]:
    """Return how sentences call one record of an entity and several."""
    words = words_of(entity.name)
    article = "an" if words[0] in "aeiou" else "a"
    several = plural_of(words)
    return {
        "words": words,
        "plural_words": several,
        "plural_title": several[:1].upper() + several[1:],
        "a_record": f"{article.capitalize()} {words}",
        "a_record_lower": f"{article} {words}",
        "plural": plural_of_entity(entity),
    }
