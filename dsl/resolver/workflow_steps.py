"""Resolves what a workflow does in its states: data, actions, calls of services, tasks, branches."""

from datetime import timedelta

from msgspec.structs import replace

from ...diagnostics import Span
from ..catalog import CONTRADICTION, MISPLACED, WRONG_COUNT
from ..clauses import ClauseParser
from ..expressions import Constant, Expression
from ..model import (
    Action,
    Branch,
    CallService,
    DoAction,
    HumanTask,
    Parallel,
    RetryPolicy,
    SetData,
    TextTemplate,
    WorkflowStep,
)
from ..syntax_tree import (
    Block,
    BranchClause,
    Call,
    DoClause,
    JoinClause,
    Node,
    ParallelClause,
    Policy,
    SetClause,
    TaskClause,
    Text,
)
from ..value_types import ListOf
from .actors import known_roles
from .declarations import Declarations
from .effects import service_call
from .expressions import ExpressionResolver
from .holes import split_at_holes
from .scope import Scope


class StepResolver:
    """Resolves the steps of one workflow; `scope` knows its data, and its subject as `variable`."""

    def __init__(
        self,
        scope: Scope,
        variable: str,
        actions: dict[str, Action],
        declarations: Declarations,
        parser: ClauseParser,
    ) -> None:
        self._scope = scope
        self._variable = variable
        self._actions = actions
        self._declarations = declarations
        self._parser = parser
        self._resolver = ExpressionResolver(declarations)

    def steps(self, block: Block, place: str) -> tuple[WorkflowStep, ...]:
        """Return the steps of a state's block; `place` is the id of the state."""
        steps: list[WorkflowStep] = []
        branches: list[Branch] | None = None
        opened: Node | None = None
        for clause in block.clauses:
            step_place = f"{place}/step:{len(steps) + 1}"
            match clause:
                case ParallelClause():
                    branches, opened = [], clause
                case BranchClause() if branches is not None:
                    branch_place = f"{step_place}/branch:{clause.name.text}"
                    branches.append(Branch(id=branch_place, span=clause.span, name=clause.name.text, steps=()))
                case JoinClause() if branches is not None and opened is not None:
                    steps.append(Parallel(id=step_place, span=opened.span, branches=tuple(branches), join=clause.mode))
                    branches = None
                case BranchClause() | JoinClause():
                    if not block.is_damaged:
                        problem = MISPLACED.at(clause.span, "no `parallel` stands above this")
                        self._declarations.diagnostics.append(problem)
                case DoClause() if branches:
                    last = branches[-1]
                    steps_so_far = f"{last.id}/step:{len(last.steps) + 1}"
                    branches[-1] = replace(last, steps=(*last.steps, *self._do(clause, steps_so_far)))
                case DoClause() | SetClause() | TaskClause() if branches is not None:
                    self._report_outside(clause)
                case DoClause():
                    steps += self._do(clause, step_place)
                case SetClause():
                    steps += self._set(clause, step_place)
                case TaskClause():
                    steps.append(self._task(clause, step_place))
                case _:
                    pass
        if branches is not None and opened is not None:
            hint = "end the branches with `join all` or `join any`"
            self._declarations.missing(block, "`parallel` has no `join`", hint, opened.span)
        return tuple(steps)

    def _report_outside(self, clause: Node) -> None:
        message = "between `parallel` and `join` stand branches, with `do` and `call` in them"
        hint = "begin a `branch`, or move this before `parallel` or after `join`"
        self._declarations.diagnostics.append(MISPLACED.at(clause.span, message, hint))

    # steps

    def _set(self, clause: SetClause, place: str) -> list[SetData]:
        kind = self._scope.variables.get(clause.name.text)
        data = [name for name in self._scope.variables if name != self._variable]
        if kind is None or clause.name.text not in data:
            way_out = f"declare `data {clause.name.text}: …`; a record is changed by an action: `do <action>(<record>)`"
            self._declarations.lacking("the workflow", clause.name, "datum", data, way_out)
            return []
        value = self._resolver.value(clause.value, self._scope, kind)
        return [] if value is None else [SetData(id=place, span=clause.span, name=clause.name.text, value=value)]

    def _do(self, clause: DoClause, place: str) -> list[DoAction | CallService]:
        retry, timeout, undo = self._policies(clause.policies)
        if clause.is_service and clause.call.target.span.text in self._actions:
            message = f"`{clause.call.target.span.text}` is an action, not an operation of a service"
            self._declarations.diagnostics.append(CONTRADICTION.at(clause.call.target.span, message, "write `do`"))
            return []
        if clause.is_service:
            call = service_call(clause.call, self._scope, self._resolver)
            if call is None:
                return []
            return [
                CallService(
                    id=place,
                    span=clause.span,
                    service=call.service,
                    operation=call.operation,
                    arguments=call.arguments,
                    undo=undo,
                    retry=retry,
                    timeout=timeout,
                )
            ]
        done = self._action_call(clause.call)
        if done is None:
            return []
        if timeout is not None:
            message = "an action runs in one transaction and has no timeout"
            self._declarations.diagnostics.append(CONTRADICTION.at(clause.span, message))
        return [DoAction(id=place, span=clause.span, action=done[0], arguments=done[1], undo=undo, retry=retry)]

    def _action_call(self, call: Call) -> tuple[str, tuple[Expression, ...]] | None:
        name = call.target.names[0]
        action = self._actions.get(name.text)
        if action is None or len(call.target.names) > 1:
            hint_names = list(self._actions)
            self._declarations.unknown(name, "action", hint_names)
            return None
        completions = _completions(action, call.span)
        kinds = [item.type for item in action.parameters]
        least = len(kinds) - len(completions)
        arguments = self._resolver.arguments(call, kinds, self._scope, least)
        return None if arguments is None else (action.name, (*arguments, *completions[len(arguments) - least :]))

    def _policies(
        self, policies: tuple[Policy, ...]
    ) -> tuple[RetryPolicy, timedelta | None, tuple[str, tuple[Expression, ...]] | None]:
        kinds = [policy.kind for policy in policies]
        for policy in policies:
            if kinds.count(policy.kind) > 1 and policy is not next(p for p in policies if p.kind == policy.kind):
                message = f"`{policy.kind}` is said twice"
                self._declarations.diagnostics.append(WRONG_COUNT.at(policy.span, message))
        by_kind = {policy.kind: policy for policy in reversed(policies)}
        retry, timeout, undo = by_kind.get("retry"), by_kind.get("timeout"), by_kind.get("undo")
        pause = retry.every if retry and retry.every is not None else timedelta(0)
        found = RetryPolicy(times=retry.times, every=pause, doubling=retry.doubling) if retry else RetryPolicy()
        return found, timeout.every if timeout else None, self._undone(undo)

    def _undone(self, policy: Policy | None) -> tuple[str, tuple[Expression, ...]] | None:
        """Return what makes up for a step later; its arguments are kept until then, which lists cannot be."""
        if policy is None or policy.undo is None:
            return None
        found = self._action_call(policy.undo)
        if found is not None and any(isinstance(item.type, ListOf) for item in found[1]):
            problem = CONTRADICTION.at(policy.undo.span, "`undo` keeps no lists", "undo it by an action on its record")
            self._declarations.diagnostics.append(problem)
            return None
        return found

    def _task(self, clause: TaskClause, place: str) -> HumanTask:
        return HumanTask(
            id=place,
            span=clause.span,
            title=self._template(clause.title),
            roles=known_roles(clause.roles, self._declarations),
            answers=tuple(answer.text for answer in clause.answers),
        )

    def _template(self, text: Text) -> TextTemplate:
        """Split a text at its `{path}` holes and resolve them."""
        parts: list[str | Expression] = []
        for part in split_at_holes(text):
            if isinstance(part, str):
                parts.append(part)
                continue
            tree, problems = self._parser.parse("expression", part)
            self._declarations.diagnostics += problems
            value = None if tree is None else self._resolver.resolve(tree, replace(self._scope, is_lenient=True))
            parts += [value] if value is not None else []
        return TextTemplate(parts=tuple(parts))


def _completions(action: Action, span: Span) -> list[Constant]:
    """Return what the last parameters are where a call leaves them out, from the first that may be."""
    found: list[Constant] = []
    for item in reversed(action.parameters):
        empty = Constant(type=item.type, span=span, value=()) if isinstance(item.type, ListOf) else None
        completion = item.default or empty
        if completion is None:
            break
        found.append(completion)
    return found[::-1]
