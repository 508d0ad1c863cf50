"""The module of an action: what it demands and what it changes, as pure functions."""

from ...dsl.model import BySystem, Guard, Model
from ..action_plan import ActionPlan
from ..database_calls import counting_ensures
from ..inputs import Inputs
from ..narrowing import printer_for
from ..python_functions import FunctionView, ModuleParts, docstring, string, when
from .effect_functions import changed_function, created_function
from .parameter_errors import parameter_errors
from .parameters import parameters_of
from .result_functions import result_rejection


def action_module(plan: ActionPlan, model: Model) -> ModuleParts:
    """Return the functions of an action."""
    parts = ModuleParts()
    parts.imports |= {("app.domain.values", "Rejection"), ("app.domain.values", "broken")}
    if plan.is_due_action:
        parts.functions.append(_is_due(plan, model, parts))
    elif plan.parameters:
        parts.functions.append(parameter_errors(plan, model, parts))
    if plan.action.guards:
        parts.functions.append(_guard(plan, model, parts))
    parts.functions += [created_function(item, plan, model, parts) for item in plan.creates]
    parts.functions += [changed_function(item, plan, model, parts) for item in plan.changes]
    if plan.creates or plan.changes or set(plan.action.ensures) - set(counting_ensures(plan, model)):
        parts.functions.append(result_rejection(plan, model, parts))
    return parts


def optional_parameters(plan: ActionPlan) -> frozenset[str]:
    """Return the parameters that may be None."""
    return frozenset(item.name for item in plan.parameters if item.is_optional)


def _is_due(plan: ActionPlan, model: Model, parts: ModuleParts) -> FunctionView:
    assert isinstance(plan.action.actor, BySystem) and plan.action.actor.condition is not None
    printer = printer_for(plan.due_inputs, model)
    condition = printer.text(plan.action.actor.condition)
    parts.imports |= printer.imports
    return FunctionView(
        name="is_due",
        parameters=parameters_of(plan.due_inputs, model, parts.imports, optional_parameters(plan)),
        returns="bool",
        doc=docstring("Tell whether the system has to act."),
        body=(f"return {condition}",),
        is_keyword_only=True,
    )


def _guard(plan: ActionPlan, model: Model, parts: ModuleParts) -> FunctionView:
    return FunctionView(
        name="guard",
        parameters=parameters_of(plan.guard_inputs, model, parts.imports, optional_parameters(plan)),
        returns="Rejection | None",
        doc=docstring("Return the first requirement that is not met."),
        body=(*demands(plan.action.guards, plan.guard_inputs, model, parts), "return None"),
        is_keyword_only=True,
    )


def demands(guards: tuple[Guard, ...], inputs: Inputs, model: Model, parts: ModuleParts) -> list[str]:
    """Return the lines that refuse at the first condition that does not hold."""
    printer = printer_for(inputs, model)
    lines: list[str] = []
    for guard in guards:
        answer = f"return broken({string(guard.id)}, {string(guard.message)})"
        lines += when(printer.negated(guard.condition), [answer])
    parts.imports |= printer.imports
    return lines
