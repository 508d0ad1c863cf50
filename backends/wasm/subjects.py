"""What the generated Python says of rules, one function for several of them or for each, and how it is called."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ...dsl.expressions import Expression, FieldRead, Variable
from ...dsl.model import BySystem, Decision, Entity, Field, Guard, Model, SetData, Workflow
from ...dsl.value_types import Reference, ValueType
from ...dsl.words import snake_case
from ..action_plan import ActionPlan, plan_action
from ..database_calls import counting_ensures, is_wide, near_invariants
from ..inputs import Inputs, aggregate_names, cells_of, decision_reads_now, inputs_of, record_name
from ..names import constant_of, python_name, variable_of, workflow_module
from ..python_expressions import PythonPrinter, python_string
from ..python_types import Import


class Subject(Struct, frozen=True, kw_only=True):
    """One function of the generated Python: the rules that it judges, what it reads, and the text of its call.

    The text finds records, aggregates and the moment under their own names, plain values in `values`. Where it
    `is_verdict`, it gives the first of its rules that is broken; else the value of its only one. The call cannot be
    made without the records that are `needed`.
    """

    name: str
    summary: str
    rules: tuple[str, ...]
    expressions: tuple[Expression, ...]
    declared: Mapping[str, ValueType]
    inputs: Inputs
    call: str
    imports: frozenset[Import]
    is_verdict: bool = False
    needed: frozenset[str] = frozenset()


def subjects_of(model: Model) -> Iterator[Subject]:
    """Yield all that can be compared, in the order of the model."""
    yield from (_decision(item, model) for item in model.decisions)
    for entity in model.entities:
        derived = [item for item in entity.fields if item.derived is not None and not item.is_stored]
        yield from (_derived(entity, item, model) for item in derived)
        yield from _checks(entity, model)
    for action in model.actions:
        yield from _of_action(plan_action(action, model), model)
    for workflow in model.workflows:
        yield from _of_workflow(workflow, model)
    yield from _invariants(model)


def _decision(decision: Decision, model: Model) -> Subject:
    """A record is its key here: rows see nothing else of it."""
    given = [f'{python_name(item.name)}=values["{item.name}"]' for item in decision.parameters]
    reads_now = decision_reads_now(decision, model)
    given += ["now=now"] if reads_now else []
    return Subject(
        name=f"decision_{snake_case(decision.name)}",
        summary=f"What the decision {decision.name} gives.",
        rules=(decision.id,),
        expressions=tuple(cells_of(decision)),
        declared={item.name: item.type for item in decision.parameters},
        inputs=Inputs(reads_now=reads_now),
        call=f"decisions.{python_name(decision.name)}({', '.join(given)})",
        imports=frozenset({("app.domain", "decisions")}),
    )


def _derived(entity: Entity, field: Field, model: Model) -> Subject:
    assert field.derived is not None
    own = Variable(type=Reference(entity.name), span=field.span, name="self")
    read = FieldRead(type=field.type, span=field.span, record=own, entity=entity.name, name=field.name)
    inputs = inputs_of([read], model)
    printer = PythonPrinter(
        model, aggregates=aggregate_names(inputs), loaded=[item.name for item in inputs.records if item.is_optional]
    )
    variable = variable_of(entity)
    return Subject(
        name=f"{snake_case(field.name)}_of_{snake_case(entity.name)}",
        summary=f"What {field.name} of {entity.name} is.",
        rules=(field.id,),
        expressions=(field.derived,),
        declared={},
        inputs=inputs,
        call=f"{variable}_rules.{printer.text(read)}",
        imports=frozenset({("app.domain", f"{variable} as {variable}_rules")}),
    )


def _checks(entity: Entity, model: Model) -> Iterator[Subject]:
    checks = [item for item in entity.checks if not is_wide(item.condition, "self", model)]
    conditions = tuple(item.condition for item in checks)
    variable = variable_of(entity)
    if checks:
        yield Subject(
            name=f"broken_rule_of_{snake_case(entity.name)}",
            summary=f"The first check that a record of {entity.name} fails.",
            rules=tuple(item.id for item in checks),
            expressions=conditions,
            declared={},
            inputs=inputs_of(conditions, model),
            call=f"{variable}_rules.broken_rule({variable})",
            imports=frozenset({("app.domain", f"{variable} as {variable}_rules")}),
            is_verdict=True,
        )


def _of_action(plan: ActionPlan, model: Model) -> Iterator[Subject]:
    actor = plan.action.actor
    if isinstance(actor, BySystem) and actor.condition is not None:
        call = f"is_due({_keywords(plan.due_inputs)})"
        yield _action(plan, "is_due", (f"{plan.action.id}/when",), (actor.condition,), plan.due_inputs, call, model)
    if plan.action.guards:
        call = f"guard({_keywords(plan.guard_inputs)})"
        yield _guards(plan, "guard", plan.action.guards, plan.guard_inputs, call, model)
    ensures = tuple(item for item in plan.action.ensures if item not in counting_ensures(plan, model))
    if ensures:
        inputs = inputs_of([item.condition for item in ensures], model)
        needed = [*(item.name for item in plan.creates), *(item.record for item in plan.changes)]
        yield _guards(plan, "result_rejection", ensures, inputs, _result_call(plan, inputs), model, needed)


def _guards(
    plan: ActionPlan,
    function: str,
    guards: tuple[Guard, ...],
    inputs: Inputs,
    call: str,
    model: Model,
    needed: Iterable[str] = (),
) -> Subject:
    ids, conditions = tuple(item.id for item in guards), tuple(item.condition for item in guards)
    return _action(plan, function, ids, conditions, inputs, call, model, is_verdict=True, needed=needed)


def _action(
    plan: ActionPlan,
    function: str,
    rules: tuple[str, ...],
    conditions: tuple[Expression, ...],
    inputs: Inputs,
    call: str,
    model: Model,
    *,
    is_verdict: bool = False,
    needed: Iterable[str] = (),
) -> Subject:
    alias = f"{plan.function.rstrip('_')}_action"
    return Subject(
        name=f"{function}_of_{plan.function.rstrip('_')}",
        summary=f"What `{function}` of the action {plan.action.name} says.",
        rules=rules,
        expressions=conditions,
        declared={item.name: item.type for item in model.action(plan.action.name).parameters},
        inputs=inputs,
        call=f"{alias}.{call}",
        imports=frozenset({("app.domain.actions", f"{plan.function} as {alias}")}),
        is_verdict=is_verdict,
        needed=frozenset(needed),
    )


def _result_call(plan: ActionPlan, inputs: Inputs) -> str:
    """Return the call with the records that are made and changed; those that no rule reads are the examples."""
    results = {item.name: item.effect.entity for item in plan.creates}
    results |= {item.record: item.entity for item in plan.changes}
    read = {item.name for item in inputs.records}
    given = [f"{name}={name if name in read else constant_of(entity)}" for name, entity in results.items()]
    besides = Inputs(tuple(item for item in inputs.records if item.name not in results), inputs.scalars)
    rest = _keywords(Inputs(besides.records, besides.scalars, (), inputs.reads_now))
    return f"result_rejection({', '.join(part for part in (*given, rest) if part)})"


def _of_workflow(workflow: Workflow, model: Model) -> Iterator[Subject]:
    for state in workflow.states:
        for number, step in enumerate(state.steps):
            if isinstance(step, SetData):
                place = f"{python_string(state.name)}, {number}"
                yield _step(workflow, step.id, step.value, f"datum(WORKFLOW, {place}, facts)", model)
        for number, way in enumerate(state.transitions):
            if way.condition is not None:
                place = f"{python_string(state.name)}, {number}"
                yield _step(workflow, way.id, way.condition, f"condition(WORKFLOW, {place}, facts)", model)
    for number, check in enumerate(workflow.never):
        yield _step(workflow, check.id, check.condition, f"never(WORKFLOW, {number}, facts)", model)


def _step(workflow: Workflow, rule: str, expression: Expression, call: str, model: Model) -> Subject:
    module = workflow_module(workflow.name)
    inputs = inputs_of([expression], model)
    facts = [_keywords(inputs)]
    if any(isinstance(item.origin, Variable) and item.origin.name == workflow.variable for item in inputs.records):
        facts.append(f'subject=values.get("{workflow.variable}")')
    made = f"SimpleNamespace({', '.join(part for part in facts if part)})"
    helper = call.partition("(")[0]
    alias = f"{module.rstrip('_')}_workflow"
    return Subject(
        name=snake_case(rule.partition(":")[2].replace("/", "_").replace(":", "_")),
        summary=f"What {rule.rpartition('/')[2]} of the workflow {workflow.name} says.",
        rules=(rule,),
        expressions=(expression,),
        declared={item.name: item.type for item in workflow.data},
        inputs=inputs,
        call=call.replace("WORKFLOW", f"{alias}.WORKFLOW").replace("facts)", f"{made})"),
        imports=frozenset(
            {
                ("app.workflows", f"{module} as {alias}"),
                ("types", "SimpleNamespace"),
                ("tests.rules.workflow_parts", helper),
            }
        ),
    )


def _invariants(model: Model) -> Iterator[Subject]:
    for _, invariant, function in near_invariants(model):
        row = Variable(type=Reference(invariant.entity), span=invariant.span, name=invariant.row)
        yield Subject(
            name=f"always_{function}",
            summary=f"Whether a record of {invariant.entity} keeps what must always hold.",
            rules=(invariant.id,),
            expressions=(invariant.condition,),
            declared={},
            inputs=inputs_of([invariant.condition], model),
            call=f"invariants.{function}({record_name(row)}) is None",
            imports=frozenset({("app.domain", "invariants")}),
        )


def _keywords(inputs: Inputs) -> str:
    """Return the arguments of a function that reads inputs."""
    given = [f"{item.name}={item.name}" for item in inputs.records]
    given += [f'{item.name}=values["{item.origin.name}"]' for item in inputs.scalars]
    given += [f"{item.name}={item.name}" for item in inputs.aggregates]
    return ", ".join([*given, *(["now=now"] if inputs.reads_now else [])])
