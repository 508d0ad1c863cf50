"""Resolves workflows: their data, states, steps and transitions."""

from msgspec.structs import replace

from ..catalog import CONTRADICTION
from ..clauses import ClauseParser
from ..expressions import Not
from ..model import (
    Action,
    Change,
    Check,
    State,
    Transition,
    Workflow,
)
from ..syntax_tree import (
    Block,
    ChangesClause,
    DataClause,
    EventuallyClause,
    GoClause,
    Name,
    NeverClause,
    Node,
    StartsClause,
    VersionClause,
)
from ..value_types import Bool, Choice, Reference, ValueType
from ..words import snake_case
from .declarations import Declarations
from .effects import change
from .expressions import ExpressionResolver
from .scope import Scope
from .types import resolve_parameters
from .workflow_steps import StepResolver


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
        self._scope = Scope(variables=variables, subject=self._variable)
        self._steps = StepResolver(self._scope, self._variable, self._actions, self._declarations, self._parser)
        self._states = self._unique_states()
        version, accepts = self._version()
        states = tuple(self._state(block) for block in self._states.values())
        return Workflow(
            id=self._id,
            span=self._block.span,
            name=self._name.text,
            entity=entity.name,
            variable=self._variable,
            starts_on=self._starts_on(entity.name),
            version=version,
            accepts=accepts,
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
        if clause is None:
            return 1, ()
        later = [version for version in clause.accepts if version > clause.version]
        if later:
            message = f"version {clause.version} cannot accept version {later[0]}, which comes after it"
            hint = "name earlier versions, or raise the version"
            self._declarations.diagnostics.append(CONTRADICTION.at(clause.span, message, hint))
        return clause.version, clause.accepts

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
            steps=self._steps.steps(block, place),
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
