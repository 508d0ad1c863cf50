"""What the variables of a service are called, and how expressions read there."""

import re
from collections.abc import Iterable

from ...dsl.expressions import Expression, Me, Variable
from ...dsl.model import Model
from ...dsl.value_types import Bool, Reference, plain
from ..action_plan import ActionPlan
from ..database_calls import asked_aggregates
from ..inputs import Inputs, inputs_of
from ..names import field_name
from ..narrowing import optional_variables, presumed
from ..python_expressions import PythonPrinter
from ..python_types import Import
from ..workflow_actions import actions_done


class ServiceScope:
    """The names in the service of one action; `imports` gathers what its text needs."""

    def __init__(self, plan: ActionPlan, model: Model) -> None:
        done = {action for workflow in model.workflows for action in actions_done(workflow)}
        self.is_done_by_workflows = plan.action.name in done
        self.plan = plan
        self.model = model
        self.imports: set[Import] = set()
        self.aggregates = asked_aggregates(plan, model)
        self.asserted: set[str] = set()
        self._optional = optional_variables(plan)
        self._parameters = {item.name: item for item in plan.parameters}
        self._records = {item.name: item.record for item in plan.parameters if item.entity}
        self._records |= {item.effect.alias: item.name for item in plan.creates}

    def record(self, name: str) -> str:
        """Return the variable that holds a record."""
        return self._records.get(name, name)

    def is_optional(self, name: str) -> bool:
        """Tell whether the variable of a record may hold None."""
        return name in self._optional

    def key_of(self, name: str, entity: str) -> str:
        """Return the key of the record that a variable holds."""
        return f"{self.record(name)}.{field_name(self.model.entity(entity).key.name)}"

    def negated_result(self, condition: Expression) -> str:
        """Return the opposite of a condition about the records as they are once all is written."""
        results = {**self._records, **{item.record: item.function for item in self.plan.changes}}
        printer = PythonPrinter(self.model, results, {item.origin: item.name for item in self.aggregates})
        text = printer.negated(condition)
        self.imports |= printer.imports
        return re.sub(r"\bnow\b", "context.now", text) if self._reads_now(condition) else text

    def _reads_now(self, expression: Expression) -> bool:
        return inputs_of((expression,), self.model).reads_now

    def text(self, expression: Expression) -> str:
        """Return an expression as Python; a reference is the key."""
        match expression:
            case Variable(name=name, type=kind) if isinstance(plain(kind), Reference) and name in self._parameters:
                return name
            case Me(type=Reference(entity=entity)):
                return self.key_of("me", entity)
            case _:
                names = {item.origin: item.name for item in self.aggregates}
                printer = PythonPrinter(self.model, self._records, names)
                text = printer.text(expression)
                self.imports |= printer.imports
                return re.sub(r"\bnow\b", "context.now", text) if self._reads_now(expression) else text

    def keywords(self, inputs: Inputs) -> list[str]:
        """Return the keyword arguments with which a domain function is given its inputs."""
        names = {item.origin: item.name for item in self.aggregates}
        found = [f"{item.name}={self.record(item.name)}" for item in inputs.records]
        found += [f"{item.name}={item.name}" for item in inputs.scalars]
        found += [f"{item.name}={names[item.origin]}" for item in inputs.aggregates]
        return [*found, "now=context.now"] if inputs.reads_now else found

    def bound(self, parameters: Iterable[tuple[str, Expression]]) -> list[str]:
        """Return the keyword arguments with which a database function is given its parameters."""
        return [f"{name}={self._bound(value)}" for name, value in parameters]

    def _bound(self, value: Expression) -> str:
        """Return a value as Python: None, or for a condition no, where what it reads is missing."""
        text = self.text(value)
        missing = [name for name in presumed(value, self.model, self._optional) if name not in (text, *self.asserted)]
        if not missing:
            return text
        renamed = [f"{self.record(head)}{dot}{rest}" for head, dot, rest in (name.partition(".") for name in missing)]
        if value.type == Bool():
            return " and ".join([*(f"{name} is not None" for name in renamed), text])
        return f"None if {' or '.join(f'{name} is None' for name in renamed)} else {text}"
