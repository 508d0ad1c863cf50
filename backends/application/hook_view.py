"""Where own code can join in: two methods per action."""

from collections.abc import Sequence

from msgspec import Struct

from ...dsl.model import Model
from ..action_plan import ActionPlan, plan_action
from ..names import class_name, variable_of
from ..python_types import Import, annotation, import_lines


class HookView(Struct, frozen=True):
    """The methods around one action: its name, and the parameters of both."""

    name: str
    before: str
    after: str


def hook_views(model: Model) -> tuple[Sequence[HookView], list[str]]:
    """Return the methods around all actions, and the imports of their file."""
    imports: set[Import] = {("app.database.database", "Connection"), ("app.domain.values", "Rejection")}
    plans = [plan_action(action, model) for action in model.actions]
    views = [HookView(plan.action.name, _before(plan, model, imports), _after(plan, imports)) for plan in plans]
    return views, import_lines(imports)


def _before(plan: ActionPlan, model: Model, imports: set[Import]) -> str:
    found: list[str] = []
    for item in plan.parameters:
        if item.is_password:
            continue
        if item.entity:
            imports.add((f"app.domain.{variable_of(item.entity)}", class_name(item.entity)))
            found.append(f"{item.name}: {class_name(item.entity)}{' | None' if item.is_optional else ''}")
        else:
            hint, needed = annotation(item.parameter.type, model)
            imports |= needed
            found.append(f"{item.name}: {hint}")
    return ", ".join(["connection: Connection", *(["*", *found] if found else [])])


def _after(plan: ActionPlan, imports: set[Import]) -> str:
    made = [(item.name, item.effect.entity) for item in plan.creates]
    if plan.result is not None:
        made = [(plan.result.name, plan.result.effect.entity)]
    touched = [(item.record, item.entity) for item in (*plan.changes, *plan.deletes)]
    subject = [*made, *touched][:1]
    imports |= {(f"app.domain.{variable_of(entity)}", class_name(entity)) for _, entity in subject}
    return ", ".join(["connection: Connection", *(f"{name}: {class_name(entity)}" for name, entity in subject)])
