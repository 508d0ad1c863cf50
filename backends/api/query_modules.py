"""Writes the module of a query that is offered over JSON."""

from ...dsl.expressions import Expression, FieldRead, Variable
from ...dsl.model import Model, Parameter, Query
from ...dsl.value_types import Optional, Reference, plain
from ...dsl.words import words_of
from ...templates.rendering import render
from ..backend import OutputFile
from ..inputs import RecordInput, inputs_of
from ..list_calls import query_call
from ..names import member_name, plural_of_entity, python_name
from ..python_expressions import PythonPrinter
from ..python_types import Import, import_lines
from .access import Owner, owner_of, viewers_of
from .json_values import query_annotation
from .module_names import ModuleNames, unlike
from .resources import OWN_ARGUMENTS, Resource, words_for


class QueryModule:
    """Gathers what the module of a query needs."""

    def __init__(self, query: Query, model: Model, names: ModuleNames) -> None:
        self._query = query
        self._model = model
        self._names = names
        self._entity = model.entity(query.entity)
        self._resource = Resource(self._entity, model)
        self._imports: set[Import] = set()

    def write(self) -> OutputFile:
        """Return the module."""
        query, resource = self._query, self._resource
        owner = owner_of(self._entity, self._model)
        call = query_call(query, self._model)
        reads_now = resource.reads_now or inputs_of([value for _, value in call.parameters], self._model).reads_now
        module = self._names.entities[query.entity]
        self._imports |= {(f"app.api.{module}", name) for name in (resource.list_class, resource.function)}
        self._imports |= {("app.database", call.module)}
        loads = self._loads([value for _, value in call.parameters])
        text = render(
            "api/query.py.jinja",
            name=words_of(query.name),
            path=query.name,
            function_name=python_name(query.name).rstrip("_"),
            summary=f"Return the {words_for(self._entity)['plural_words']} of the query",
            parameters=self._parameters(),
            reads_now=reads_now,
            prints_now=resource.reads_now,
            loads=loads,
            statuses=", ".join([*_refusals(owner), *(["HTTPStatus.NOT_FOUND"] if loads else [])]),
            arguments=[f"{name}={self._text(value)}" for name, value in call.parameters],
            lister=call.function,
            module=call.module,
            list_class=resource.list_class,
            function=resource.function,
            record=resource.record,
            record_class=resource.record_class,
            a_record_lower=words_for(self._entity)["a_record_lower"],
            **self._access(owner),
            imports=import_lines(self._imports),
        )
        offering = [api.id for api in self._model.apis if query.name in api.queries]
        return OutputFile(f"app/api/{self._names.queries[query.name]}.py", text, (query.id, *offering))

    def _access(self, owner: Owner | None) -> dict[str, object]:
        if owner is None:
            return {"owner": None, "viewers": ""}
        self._imports |= {("app.api.caller", "SignedInCaller"), ("app.domain.roles", "Role")}
        self._imports |= {("app.domain.roles", "Person"), ("http", "HTTPStatus")}
        resource = self._resource
        self._imports.add((f"app.domain.{resource.variable}", resource.record_class))
        viewers = viewers_of(self._entity, owner, self._model)
        return {
            "owner": {"role": owner.member, "key": resource.stored(owner.field)},
            "viewers": ", ".join(f"Role.{member_name(role)}" for role in viewers),
        }

    # parameters

    def _parameters(self) -> list[str]:
        required = [item for item in self._query.parameters if not isinstance(item.type, Optional)]
        optional = [item for item in self._query.parameters if isinstance(item.type, Optional)]
        return [*map(self._parameter, required), *map(self._parameter, optional)]

    def _parameter(self, parameter: Parameter) -> str:
        annotation = query_annotation(parameter.type, self._model)
        self._imports |= annotation.imports
        variable = self._variable(parameter.name)
        public = variable if parameter.name in ("limit", "offset") else parameter.name
        alias = f'alias="{public}"' if variable != public else ""
        kind, default = annotation.text, ""
        if isinstance(parameter.type, Optional):
            kind, default = f"{kind} | None", " = None"
        return f"{variable}: Annotated[{kind}, Query({alias})]{default}"

    def _variable(self, name: str) -> str:
        return unlike(python_name(name), OWN_ARGUMENTS)

    def _text(self, value: Expression) -> str:
        """Return an argument as Python; a reference is its key."""
        if isinstance(value, Variable):
            return self._variable(value.name)
        records = {item.name: f"{item.name}_record" for item in self._records([value])}
        printer = PythonPrinter(self._model, records)
        text = printer.text(value)
        self._imports |= printer.imports
        return text

    # records that the arguments read

    def _records(self, values: list[Expression]) -> list[RecordInput]:
        read = [value for value in values if not isinstance(value, Variable)]
        return list(inputs_of(read, self._model).records)

    def _loads(self, values: list[Expression]) -> list[dict[str, str]]:
        found: list[dict[str, str]] = []
        for item in self._records(values):
            entity = self._model.entity(item.entity)
            module = plural_of_entity(entity)
            self._imports |= {("app.database", module), ("http", "HTTPStatus")}
            key = self._key(item)
            told = f'f"There is no {words_of(entity.name)} {{{key}}}"'
            line = {"variable": f"{item.name}_record", "found": f"{module}.find(connection, {key})", "told": told}
            found.append(line)
        return sorted(found, key=lambda line: len(line["variable"]))

    def _key(self, item: RecordInput) -> str:
        origin = item.origin
        if isinstance(origin, FieldRead):
            assert isinstance(plain(origin.type), Reference)
            return self._text(origin)
        return self._variable(item.name)


def _refusals(owner: Owner | None) -> list[str]:
    return ["HTTPStatus.UNAUTHORIZED", "HTTPStatus.FORBIDDEN"] if owner else []
