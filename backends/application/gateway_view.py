"""Outside services: what is asked of them, and a stand-in."""

from msgspec import Struct

from ...dsl.model import CallService, Model, Service, ServiceOperation
from ...dsl.words import pascal_case, words_of
from ..names import member_name, python_name, service_class, service_module
from ..python_expressions import python_string
from ..python_types import Import, annotation, import_lines
from ..workflow_actions import plain_steps


class OutcomeView(Struct, frozen=True):
    """A member of an enumeration of outcomes."""

    member: str
    text: str


class OperationView(Struct, frozen=True):
    """One call that the service offers."""

    name: str
    pascal: str
    signature: str
    parameters: tuple[str, ...]
    arguments: str
    outcomes: tuple[OutcomeView, ...]


class GatewayView(Struct, frozen=True):
    """A service and the imports of its file."""

    name: str
    module: str
    words: str
    success: str
    imports: tuple[str, ...]
    operations: tuple[OperationView, ...]


def gateway_view(service: Service, model: Model) -> GatewayView:
    """Return the view of an outside service."""
    imports: set[Import] = set()
    timed = {
        (step.service, step.operation)
        for workflow in model.workflows
        for state in workflow.states
        for step in plain_steps(state.steps)
        if isinstance(step, CallService) and step.timeout is not None
    }
    operations = tuple(
        _operation(item, model, imports, is_timed=(service.name, item.name) in timed) for item in service.operations
    )
    return GatewayView(
        name=service_class(service.name),
        module=service_module(service.name),
        words=words_of(service.name),
        success=service.operations[0].outcomes[0] if service.operations else "ok",
        imports=tuple(import_lines(imports)),
        operations=operations,
    )


def _operation(operation: ServiceOperation, model: Model, imports: set[Import], *, is_timed: bool) -> OperationView:
    parameters: list[str] = []
    for item in operation.parameters:
        hint, needed = annotation(item.type, model)
        imports |= needed
        parameters.append(f"{python_name(item.name)}: {hint}")
    signature = [*parameters]
    if is_timed:
        imports.add(("datetime", "timedelta"))
        signature += ["*", "timeout: timedelta | None = None"]
    return OperationView(
        name=python_name(operation.name),
        pascal=pascal_case(operation.name),
        signature="".join(f", {item}" for item in signature),
        parameters=tuple(parameters),
        arguments=", ".join(python_name(item.name) for item in operation.parameters),
        outcomes=tuple(OutcomeView(member_name(item), python_string(item)) for item in operation.outcomes),
    )
