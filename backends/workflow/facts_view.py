"""The facts that a workflow looks at: its record, what that refers to, its data, its state."""

from collections.abc import Iterator

from msgspec import Struct

from ...dsl.expressions import Expression, FieldRead, Variable
from ...dsl.model import HumanTask, Model, SetData, Workflow
from ...dsl.value_types import Int, Optional, Reference, ValueType, plain
from ...dsl.words import snake_case, words_of
from ..database_calls import aggregate_call
from ..inputs import AggregateInput, Inputs, RecordInput, inputs_of, record_name
from ..names import class_name, field_name, member_name, plural_of_entity, python_name, variable_of
from ..python_expressions import python_string
from ..python_types import Import, annotation, import_lines
from ..workflow_actions import plain_steps
from .bound_values import bound_value
from .stored import reading


class PropertyView(Struct, frozen=True):
    """One fact: its name, its type, the lines that find it; `is_record`: loaded once."""

    name: str
    hint: str
    summary: str
    lines: tuple[str, ...]
    is_record: bool = False


class StatementView(Struct, frozen=True):
    """A named SQL statement."""

    name: str
    sql: str


class FactsView(Struct, frozen=True):
    """The class of facts of one workflow."""

    name: str
    workflow: str
    words: str
    queries: str
    imports: tuple[str, ...]
    states: tuple[tuple[str, str], ...]
    subject: str
    subject_type: str
    properties: tuple[PropertyView, ...]
    statements: tuple[StatementView, ...]


def facts_view(workflow: Workflow, model: Model) -> FactsView:
    """Return the facts of a workflow."""
    imports: set[Import] = set()
    found = workflow_inputs(workflow, model)
    is_number = isinstance(plain(model.entity(workflow.entity).key.type), Int)
    properties = [_record(item, workflow, model, imports) for item in _with_ways(found.records)]
    records = {item.name for item in properties}
    properties += [
        _datum(item.name, item.type, model, imports) for item in workflow.data if python_name(item.name) not in records
    ]
    properties += [_aggregate(item, workflow, model, imports) for item in found.aggregates]
    return FactsView(
        name=f"{workflow.name}Facts",
        workflow=workflow.name,
        words=words_of(workflow.entity),
        queries=f"workflow_{snake_case(workflow.name)}.sql",
        imports=tuple(import_lines(imports)),
        states=tuple((member_name(state.name), python_string(state.name)) for state in workflow.states),
        subject="int(instance.subject)" if is_number else "instance.subject",
        subject_type="int" if is_number else "str",
        properties=tuple(properties),
        statements=tuple(
            StatementView(item.name, aggregate_call(item, snake_case(workflow.name), model).sql)
            for item in found.aggregates
        ),
    )


def workflow_inputs(workflow: Workflow, model: Model) -> Inputs:
    """Return all that the expressions of a workflow read."""
    return inputs_of(_expressions(workflow), model)


def _expressions(workflow: Workflow) -> Iterator[Expression]:
    yield from (check.condition for check in workflow.never)
    for state in workflow.states:
        yield from (item.condition for item in state.transitions if item.condition is not None)
        for step in state.steps:
            if isinstance(step, SetData):
                yield step.value
            elif isinstance(step, HumanTask):
                yield from (part for part in step.title.parts if not isinstance(part, str))
        for step in plain_steps(state.steps):
            yield from step.arguments
            yield from step.undo[1] if step.undo else ()


def _with_ways(records: tuple[RecordInput, ...]) -> list[RecordInput]:
    """Return the records, those on the way to others included."""
    found: dict[str, RecordInput] = {}

    def add(item: RecordInput) -> None:
        if isinstance(item.origin, FieldRead):
            inner = item.origin.record
            kind = plain(inner.type)
            assert isinstance(kind, Reference)
            add(RecordInput(record_name(inner), kind.entity, inner, isinstance(inner.type, Optional)))
        found.setdefault(item.name, item)

    for record in records:
        add(record)
    return list(found.values())


def _record(item: RecordInput, workflow: Workflow, model: Model, imports: set[Import]) -> PropertyView:
    module = plural_of_entity(item.entity)
    imports |= {("app.database", module), (f"app.domain.{variable_of(item.entity)}", class_name(item.entity))}
    match item.origin:
        case Variable(name=name) if name == workflow.variable:
            return _loaded(item, _found(module, "self.subject", item), is_optional=False)
        case Variable(name=name, type=kind):
            key = reading("key", plain(kind), model, imports)
            is_optional = isinstance(kind, Optional)
            lines = [f"key = self.instance.datum({python_string(name)})"]
            lines += ["if key is None:", "    return None"] if is_optional else []
            lines += _found(module, key, item)
            return _loaded(item, lines, is_optional)
        case FieldRead(record=inner, name=name, entity=entity):
            source = f"self.{record_name(inner)}"
            is_optional = item.is_optional or isinstance(model.entity(entity).field(name).type, Optional)
            if is_optional:
                key = f"source.{field_name(name)}"
                lines = [f"source = {source}", f"key = None if source is None else {key}"]
                lines = lines if _may_be_none(inner, workflow, model) else [f"key = {source}.{field_name(name)}"]
                lines += [f"return None if key is None else {module}.get(self.connection, key)"]
                return _loaded(item, lines, is_optional)
            key = f"{source}.{field_name(name)}"
        case _:
            raise TypeError(f"{item.name} is no record of a workflow")
    return _loaded(item, [f"return {module}.get(self.connection, {key})"], is_optional)


def _may_be_none(record: Expression, workflow: Workflow, model: Model) -> bool:
    """Tell whether a record may be missing: a reference on the way to it, or the datum it starts from, is optional."""
    if isinstance(record, FieldRead):
        declared = model.entity(record.entity).field(record.name).type
        return isinstance(declared, Optional) or _may_be_none(record.record, workflow, model)
    data = {item.name: item.type for item in workflow.data}
    return isinstance(record, Variable) and isinstance(data.get(record.name, record.type), Optional)


def _found(module: str, key: str, item: RecordInput) -> list[str]:
    """Return the lines that find a record that may have been deleted meanwhile."""
    message = python_string(f"the {words_of(item.name)} of this workflow is missing")
    return [f"found = {module}.find(self.connection, {key})", f"assert found is not None, {message}", "return found"]


def _loaded(item: RecordInput, lines: list[str], is_optional: bool) -> PropertyView:
    kind = class_name(item.entity)
    hint = f"{kind} | None" if is_optional else kind
    summary = f"Return the {words_of(item.name)}, loaded on first use."
    return PropertyView(item.name, hint, summary, tuple(lines), is_record=True)


def _datum(name: str, kind: ValueType, model: Model, imports: set[Import]) -> PropertyView:
    hint, needed = annotation(kind, model)
    imports |= needed
    source = f"self.instance.datum({python_string(name)})"
    lines = (f"stored = {source}", f"return {reading('stored', kind, model, imports)}")
    return PropertyView(python_name(name), hint, f"Return the datum {name}.", lines)


def _aggregate(item: AggregateInput, workflow: Workflow, model: Model, imports: set[Import]) -> PropertyView:
    call = aggregate_call(item, snake_case(workflow.name), model)
    values = ", ".join(f'"{name}": {bound_value(value, model, imports)}' for name, value in call.parameters)
    hint, needed = annotation(item.origin.type, model)
    imports |= needed
    imports.add(("app.database.database", "load_statements"))
    result = 'bool(row["value"])' if hint == "bool" else 'row["value"]'
    lines = (
        f'row = self.connection.one(_SQL["{item.name}"], {{{values}}})',
        "assert row is not None",
        f"return {result}",
    )
    return PropertyView(item.name, hint, f"Return the {words_of(item.name)}.", lines)
