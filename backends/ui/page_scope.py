"""What the code of one page has at hand: its records, its inputs, its imports."""

from msgspec import Struct

from ...dsl.expressions import Aggregate, Expression, FieldRead, Me, Now, Variable, walk
from ...dsl.model import Entity, Model, Page, Parameter
from ...dsl.value_types import Int, Reference, plain
from ...dsl.words import words_of
from ..inputs import inputs_of
from ..names import member_name, plural_of_entity, python_name, variable_of
from ..python_expressions import PythonPrinter
from ..python_types import Import
from .page_names import PLACEHOLDER, module_of, value_name, variable
from .searches import search_of
from .shown_values import RecordValues
from .submits import submits_of


class AddressRecord(Struct, frozen=True):
    """A record that the address of a page names: `variable` holds its key as text, `local` the loaded record,
    `value` is what the template calls it."""

    parameter: Parameter
    entity: Entity
    variable: str
    is_number: bool

    @property
    def key(self) -> str:
        """Return the key as its type holds it."""
        return f"{self.variable.rstrip('_')}_key" if self.is_number else self.variable

    @property
    def local(self) -> str:
        """Return the variable of the loaded record."""
        return f"{self.variable.rstrip('_')}_record"

    @property
    def value(self) -> str:
        """Return what the template calls the record."""
        return value_name(python_name(self.parameter.name))


class Function(Struct, frozen=True):
    """A function of a page's module; `route` is its decorator, `doc` its docstring."""

    name: str
    parameters: tuple[str, ...]
    returns: str
    doc: str
    lines: tuple[str, ...]
    route: str = ""


class PageScope:
    """Gathers the imports of a page's module and spells what it reads."""

    def __init__(self, page: Page, model: Model) -> None:
        self.page = page
        self.model = model
        self.records = [_address_record(item, model) for item in page.parameters]
        self.search = search_of(page, model)
        self.submits = submits_of(page, model)
        self.service_imports: set[str] = set()
        self.imports: set[Import] = {("fastapi", "APIRouter"), ("fastapi", "Request")}

    def use(self, module: str, *names: str) -> None:
        """Import names from a module."""
        self.imports |= {(module, name) for name in names}

    def module_names(self) -> set[str]:
        """Return the names of the modules that the page may import."""
        pages = {self._page_name(page) for page, _ in self.search.others} if self.search else set[str]()
        return pages | self._tables() | {"checks"}

    def page_module(self, page: Page) -> str:
        """Import the module of another page; return its name here, which a table of the same name may ask to change."""
        module, name = module_of(page), self._page_name(page)
        self.use("app.pages", module if name == module else f"{module} as {name}")
        return name

    def _page_name(self, page: Page) -> str:
        module = module_of(page)
        return f"{module}_page" if module in self._tables() else module

    def _tables(self) -> set[str]:
        return {plural_of_entity(entity) for entity in self.model.entities}

    def database(self, entity: str) -> str:
        """Return the database's module for an entity."""
        plural = plural_of_entity(entity)
        self.use("app.database", plural)
        return plural

    def rendering(self, *names: str) -> None:
        """Import what all pages share."""
        self.use("app.pages.rendering", *names)

    def values_of(self, record: AddressRecord, name: str) -> RecordValues:
        """Return how a record of the address is printed where it is called `name`."""
        return RecordValues(record.entity, record.parameter.name, name, self.model)

    # who is there

    def role_arguments(self) -> str:
        """Return the roles that may see the page, as arguments."""
        self.use("app.domain.roles", "Role")
        return ", ".join(f"Role.{member_name(role)}" for role in self.page.roles)

    def my_key(self, role: str) -> str:
        """Return the key of the person who is signed in, as its type holds it."""
        kinds = {type(plain(item.key.type)) for item in self.model.roles}
        if len(kinds) == 1:
            return "person.key"
        return "int(person.key)" if Int is type(plain(self.model.entity(role).key.type)) else "str(person.key)"

    # addresses

    def path_parameters(self) -> list[str]:
        """Return the declarations of the keys in the address."""
        found: list[str] = []
        for record in self.records:
            name = record.parameter.name
            if record.variable == name:
                found.append(f"{name}: str")
            else:
                self.use("typing", "Annotated")
                self.use("fastapi", "Path")
                found.append(f'{record.variable}: Annotated[str, Path(alias="{name}")]')
        return found

    def address(self, path: str, keys: dict[str, str]) -> str:
        """Return an address as Python, given the keys for its placeholders."""
        names = PLACEHOLDER.findall(path)
        if not names:
            return f'"{path}"'
        self.rendering("address")
        return f'address("{path}", {", ".join(f"{name}={keys[name]}" for name in names)})'

    # expressions

    def reads_me(self, expressions: list[Expression]) -> bool:
        """Tell whether any field of the signed-in person's record is read."""
        parts = [part for expression in expressions for part in walk(expression)]
        return any(isinstance(part, FieldRead) and isinstance(part.record, Me) for part in parts)

    def argument(self, value: Expression) -> str:
        """Return what a list is asked for as Python; a reference is its key."""
        match value:
            case Now():
                return "now"
            case Me(type=Reference(entity=entity)):
                return self.my_key(entity)
            case Variable(name=name) if name.startswith("form."):
                return self.input_value(name.removeprefix("form."))
            case Variable(name=name):
                record = next((item for item in self.records if item.parameter.name == name), None)
                return record.key if record else python_name(name)
            case _:
                return self.text(value)

    def input_value(self, name: str) -> str:
        """Return the variable that holds what the page is asked for, read as its type."""
        field = next(item for item in self.page.inputs if item.name == name)
        if type(field.type).__name__ == "Bool":
            return f'{variable(name)} == "yes"'
        return f"{variable(name).rstrip('_')}_value"

    def text(self, value: Expression) -> str:
        """Return an expression over the records of the address as Python."""
        records = {"me": "me"}
        aggregates: dict[Aggregate, str] = {}
        for item in self.records:
            values = self.values_of(item, item.local)
            records |= values.variables(item.parameter.name)
            aggregates |= values.aggregates
        printer = PythonPrinter(self.model, records, aggregates)
        text = printer.text(value)
        self.imports |= printer.imports
        return text

    def reads_now(self, expressions: list[Expression]) -> bool:
        """Tell whether the present moment is read."""
        return inputs_of(expressions, self.model).reads_now


def _address_record(parameter: Parameter, model: Model) -> AddressRecord:
    kind = plain(parameter.type)
    assert isinstance(kind, Reference)
    entity = model.entity(kind.entity)
    is_number = isinstance(plain(entity.key.type), Int)
    return AddressRecord(parameter, entity, variable(parameter.name), is_number)


def entity_words(entity: Entity) -> str:
    """Return how messages call a record of an entity."""
    return words_of(entity.name)


def finder_of(values: RecordValues) -> str:
    """Return the database function that finds a record as it is shown."""
    return "view" if values.view else "find"


def record_import(values: RecordValues) -> Import:
    """Return the import of the class of what is shown."""
    return (f"app.domain.{variable_of(values.entity)}", values.record_class)
