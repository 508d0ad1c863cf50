"""Outside services as stubs: they answer with their first outcome until a scenario says otherwise."""

from ...diagnostics import WeftError
from ..expressions import Value
from ..model import ServiceOperation
from .index import Index
from .state import Call, State


class Services:
    """Calls the stubs of a model's services and keeps a record of it."""

    def __init__(self, index: Index) -> None:
        self._operations = {
            (service.name, operation.name): operation
            for service in index.model.services
            for operation in service.operations
        }

    def call(self, state: State, service: str, operation: str, arguments: tuple[Value, ...]) -> tuple[str, bool]:
        """Call an operation; return its outcome, and whether that is its success."""
        declared = self.operation(service, operation)
        outcome = state.answers.get((service, operation), declared.outcomes[0])
        names = (parameter.name for parameter in declared.parameters)
        state.calls.append(Call(service, operation, tuple(zip(names, arguments, strict=True)), outcome))
        return outcome, outcome == declared.outcomes[0]

    def operation(self, service: str, operation: str) -> ServiceOperation:
        """Return the declaration of an operation."""
        try:
            return self._operations[service, operation]
        except KeyError:
            raise WeftError(f"the model has no service operation {service}.{operation}") from None
