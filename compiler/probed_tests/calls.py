"""Which functions of the generated code ask which rules of domain.wasm, and from where each reads its values."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from ...backends.account_actions import with_added_actions
from ...backends.action_plan import ActionPlan, plan_action
from ...backends.database_calls import counting_ensures, is_wide, near_invariants
from ...backends.domain.derived_fields import derived_fields, derived_inputs
from ...backends.inputs import Inputs, aggregate_names, inputs_of
from ...backends.list_calls import about_self
from ...backends.names import python_name, variable_of, workflow_module
from ...backends.narrowing import printer_for
from ...backends.python_expressions import PythonPrinter
from ...backends.wasm.functions import Function
from ...backends.workflow.facts_view import workflow_inputs
from ...dsl.expressions import Expression, Variable
from ...dsl.model import Entity, Guard, Model, SetData, State, Workflow
from .plan import RuleCall, WatchedFunction, WatchedState, WatchedWay, WatchedWorkflow

Printed = Callable[[Expression], str]


class Calls:
    """Finds the calls of the rules that were lowered."""

    def __init__(self, model: Model, lowered: Iterable[Function]) -> None:
        """Take the model, and the functions of its domain.wasm."""
        self._model = with_added_actions(model)
        self._lowered: Mapping[str, Function] = {function.id: function for function in lowered}

    def functions(self) -> Iterator[WatchedFunction]:
        """Yield the functions of the domain that ask rules, module by module."""
        for watched in self._all():
            if watched.rules:
                yield watched

    def workflows(self) -> Iterator[WatchedWorkflow]:
        """Yield the workflows."""
        for workflow in self._model.workflows:
            yield self._workflow(workflow)

    def _all(self) -> Iterator[WatchedFunction]:
        yield from self._decisions()
        for entity in self._model.entities:
            yield from self._of_entity(entity)
        for rule, item, function in near_invariants(self._model):
            condition = about_self(item.condition, item.row, item.entity)
            printed = printer_for(inputs_of([condition], self._model), self._model).text
            call = self._call(
                item.id, lambda read, item=item, printed=printed: printed(about_self(read, item.row, item.entity)),
                rule.id,
            )  # fmt: skip
            yield WatchedFunction("app.domain.invariants", function, _known([call]), refuses=True)
        for action in self._model.actions:
            yield from self._of_action(plan_action(action, self._model))

    def _decisions(self) -> Iterator[WatchedFunction]:
        printed = PythonPrinter(self._model).text
        for decision in self._model.decisions:
            call = self._call(decision.id, printed)
            yield WatchedFunction("app.domain.decisions", python_name(decision.name), _known([call]))

    def _of_entity(self, entity: Entity) -> Iterator[WatchedFunction]:
        module = f"app.domain.{variable_of(entity)}"
        for field, derived in derived_fields(entity):
            printed = self._printed(derived_inputs(entity, derived, self._model))
            yield WatchedFunction(module, python_name(field.name), _known([self._call(field.id, printed)]))
        near = [item for item in entity.checks if not is_wide(item.condition, "self", self._model)]
        calls = [self._call(item.id, self._printed(inputs_of([item.condition], self._model))) for item in near]
        yield WatchedFunction(module, "broken_rule", _known(calls), refuses=True)

    def _of_action(self, plan: ActionPlan) -> Iterator[WatchedFunction]:
        module = f"app.domain.actions.{plan.function}"
        if plan.is_due_action:
            call = self._call(f"{plan.action.id}/when", self._printed(plan.due_inputs))
            yield WatchedFunction(module, "is_due", _known([call]))
        yield self._refusing(module, "guard", plan.action.guards, plan.guard_inputs)
        counting = counting_ensures(plan, self._model)
        ensures = tuple(item for item in plan.action.ensures if item not in counting)
        inputs = inputs_of([item.condition for item in ensures], self._model)
        later = tuple(dict.fromkeys(rule.id for rule, _, _ in near_invariants(self._model)))
        yield self._refusing(module, "result_rejection", ensures, inputs, later)

    def _refusing(
        self, module: str, name: str, guards: tuple[Guard, ...], inputs: Inputs, later: tuple[str, ...] = ()
    ) -> WatchedFunction:
        printed = self._printed(inputs)
        calls = _known([self._call(guard.id, printed) for guard in guards])
        return WatchedFunction(module, name, calls, refuses=True, later=later if calls else ())

    def _printed(self, inputs: Inputs) -> Printed:
        return printer_for(inputs, self._model).text

    def _call(self, name: str, printed: Printed, refusal: str = "") -> RuleCall | None:
        """Return the call of a rule; None where it was not lowered."""
        function = self._lowered.get(name)
        if function is None:
            return None
        return RuleCall(function.name, refusal or name, tuple(printed(slot.origin) for slot in function.slots))

    def _workflow(self, workflow: Workflow) -> WatchedWorkflow:
        inputs = workflow_inputs(workflow, self._model)
        optional = {item.name for item in inputs.records if item.is_optional}
        printer = PythonPrinter(self._model, aggregates=aggregate_names(inputs), scope="facts.", loaded=optional)

        def printed(read: Expression) -> str:
            is_subject = isinstance(read, Variable) and read.name == workflow.variable
            return "facts.subject" if is_subject else printer.text(read)

        module = f"app.workflows.{workflow_module(workflow.name)}"
        states = tuple(self._state(state, printed) for state in workflow.states)
        return WatchedWorkflow(
            workflow.name, module, states, tuple(self._call(check.id, printed) for check in workflow.never)
        )

    def _state(self, state: State, printed: Printed) -> WatchedState:
        steps = tuple(self._call(item.id, printed) if isinstance(item, SetData) else None for item in state.steps)
        ways = tuple(WatchedWay(item.id, self._call(item.id, printed)) for item in state.transitions)
        return WatchedState(state.id, state.name, steps, ways)


def _known(calls: Iterable[RuleCall | None]) -> tuple[RuleCall, ...]:
    return tuple(call for call in calls if call is not None)
