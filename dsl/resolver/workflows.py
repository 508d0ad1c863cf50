"""Resolves workflows: their data, states, steps and transitions."""

import re
from dataclasses import replace
from datetime import timedelta

from ...diagnostics import Span
from ..catalog import CONTRADICTION, MISPLACED, WRONG_COUNT
from ..clauses import ClauseParser
from ..expressions import Expression, Not
from ..model import (
    Action,
    Branch,
    CallService,
    Change,
    Check,
    DoAction,
    HumanTask,
    Parallel,
    RetryPolicy,
    SetData,
    State,
    TextTemplate,
    Transition,
    Workflow,
    WorkflowStep,
)
from ..syntax_tree import (
    Block,
    BranchClause,
    Call,
    ChangesClause,
    DataClause,
    DoClause,
    EventuallyClause,
    GoClause,
    JoinClause,
    Name,
    NeverClause,
    Node,
    ParallelClause,
    Policy,
    SetClause,
    StartsClause,
    TaskClause,
    Text,
    VersionClause,
)
from ..value_types import Bool, Choice, Reference, ValueType
from ..words import snake_case
from .actors import known_roles
from .declarations import Declarations
from .effects import change, service_call
from .expressions import ExpressionResolver
from .scope import Scope
from .types import resolve_parameters

HOLE = re.compile(r"\{([^{}]*)\}")


class WorkflowResolver:
    """Resolves one workflow."""

    def __init__(
        self, block: Block, actions: dict[str, Action], declarations: Declarations, parser: ClauseParser
    ) -> None:
        self._block = block
        self._actions = actions
        self._declarations = declarations
        self._parser = parser
        self._resolver = ExpressionResolver(declarations)
        assert block.header.name is not None and block.header.subject is not None
        self._name = block.header.name
        self._subject = block.header.subject
        self._id = f"workflow:{self._name.text}"

    def resolve(self) -> Workflow | None:
        """Return the workflow, or None where its subject is unknown."""
        entity = self._declarations.entity(self._subject)
        if entity is None:
            self._declarations.unread.add(self._name.text)
            return None
        data = [clause.parameter for clause in self._block.clauses if isinstance(clause, DataClause)]
        parameters = resolve_parameters(tuple(data), self._declarations)
        self._variable = snake_case(entity.name)
        variables: dict[str, ValueType] = {self._variable: Reference(entity.name)}
        variables |= {item.name: item.type for item in parameters}
        self._scope = Scope(variables=variables)
        self._states = self._unique_states()
        states = tuple(self._state(block) for block in self._states.values())
        return Workflow(
            id=self._id,
            span=self._block.span,
            name=self._name.text,
            entity=entity.name,
            variable=self._variable,
            starts_on=self._starts_on(entity.name),
            version=self._version()[0],
            accepts=self._version()[1],
            data=parameters,
            states=states,
            never=self._never(),
            eventually=self._eventually(),
        )

    # the head

    def _unique_states(self) -> dict[str, Block]:
        found: dict[str, Block] = {}
        for block in self._block.blocks:
            name = block.header.name
            if name is None:
                continue
            if name.text in found:
                self._declarations.duplicate(name, f"state `{name.text}`", found[name.text].span)
            else:
                found[name.text] = block
        if not found:
            hint = "add `State: …` and `End: …`"
            self._declarations.missing(self._block, "a workflow needs states", hint)
        return found

    def _starts_on(self, entity: str) -> str:
        clause = next((item for item in self._block.clauses if isinstance(item, StartsClause)), None)
        if clause is None:
            hint = "write `starts on action <name>`"
            self._declarations.missing(self._block, "a workflow must say what starts it", hint)
            return ""
        action = self._actions.get(clause.action.text)
        if action is None:
            self._declarations.unknown(clause.action, "action", self._actions)
            return ""
        types = [item.type for item in action.parameters]
        if action.returns != entity and Reference(entity) not in types:
            message = f"`{action.name}` neither takes nor returns a {entity}"
            self._declarations.diagnostics.append(CONTRADICTION.at(clause.action.span, message))
        return action.name

    def _version(self) -> tuple[int, tuple[int, ...]]:
        clause = next((item for item in self._block.clauses if isinstance(item, VersionClause)), None)
        return (clause.version, clause.accepts) if clause else (1, ())

    def _all_clauses(self) -> list[Node]:
        inner = [clause for block in self._block.blocks for clause in block.clauses]
        return [*self._block.clauses, *inner]

    def _never(self) -> tuple[Check, ...]:
        states = Choice(f"{self._name.text}State", tuple(self._states))
        scope = replace(self._scope, variables={**self._scope.variables, "state": states})
        found: list[Check] = []
        for clause in self._all_clauses():
            if isinstance(clause, NeverClause):
                condition = self._resolver.condition(clause.condition, scope)
                if condition is not None:
                    place = f"{self._id}/never:{len(found) + 1}"
                    holds = Not(type=Bool(), span=condition.span, operand=condition)
                    message = f"this must never be: {clause.condition.span.text}"
                    found.append(Check(id=place, span=clause.span, condition=holds, message=message))
        return tuple(found)

    def _eventually(self) -> tuple[str, ...]:
        clauses = [clause for clause in self._all_clauses() if isinstance(clause, EventuallyClause)]
        return tuple(name.text for clause in clauses for name in clause.states if self._is_state(name))

    def _is_state(self, name: Name) -> bool:
        if name.text in self._states:
            return True
        self._declarations.unknown(name, "state", self._states)
        return False

    # states

    def _state(self, block: Block) -> State:
        assert block.header.name is not None
        place = f"{self._id}/state:{block.header.name.text}"
        is_final = block.keyword == "End"
        effects = [
            change(clause, self._scope, self._resolver, f"{place}/changes:{number}")
            for number, clause in enumerate(block.clauses, 1)
            if isinstance(clause, ChangesClause)
        ]
        return State(
            id=place,
            span=block.span,
            name=block.header.name.text,
            steps=self._steps(block, place),
            transitions=self._transitions(block, place),
            is_final=is_final,
            effects=tuple(effect for effect in effects if isinstance(effect, Change)),
        )

    def _transitions(self, block: Block, place: str) -> tuple[Transition, ...]:
        found: list[Transition] = []
        for clause in block.clauses:
            if not isinstance(clause, GoClause) or not self._is_state(clause.target):
                continue
            condition = self._resolver.condition(clause.condition, self._scope) if clause.condition else None
            transition = Transition(
                id=f"{place}/go:{len(found) + 1}",
                span=clause.span,
                kind=clause.kind,
                target=clause.target.text,
                condition=condition,
                answer=clause.answer.text if clause.answer else None,
                delay=clause.delay,
                compensates=clause.compensates,
            )
            found.append(transition)
        return tuple(found)

    def _steps(self, block: Block, place: str) -> tuple[WorkflowStep, ...]:
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

    # steps

    def _set(self, clause: SetClause, place: str) -> list[SetData]:
        kind = self._scope.variables.get(clause.name.text)
        data = [name for name in self._scope.variables if name != self._variable]
        if kind is None or clause.name.text not in data:
            self._declarations.lacking("the workflow", clause.name, "datum", data)
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
        arguments = self._resolver.arguments(call, [item.type for item in action.parameters], self._scope)
        return None if arguments is None else (action.name, arguments)

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
        undone = self._action_call(undo.undo) if undo and undo.undo else None
        return found, timeout.every if timeout else None, undone

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
        start = 0
        inside = text.span.start + 1
        for match in HOLE.finditer(text.value):
            parts += [text.value[start : match.start()]] if match.start() > start else []
            span = Span(text.span.source, inside + match.start(1), inside + match.end(1))
            tree, problems = self._parser.parse("expression", span)
            self._declarations.diagnostics += problems
            value = None if tree is None else self._resolver.resolve(tree, replace(self._scope, is_lenient=True))
            parts += [value] if value is not None else []
            start = match.end()
        parts += [text.value[start:]] if start < len(text.value) else []
        return TextTemplate(parts=tuple(parts))
