"""What of a specification tests may reach: guards, checks, rows, derived fields, ways of workflows."""

from collections.abc import Iterator

from ...backends.action_plan import plan_action
from ...backends.database_calls import counting_ensures, is_wide
from ...diagnostics import Span
from ...dsl.model import Action, BySystem, Decision, Entity, Model, SetData, State, Transition, Workflow
from ...dsl.words import label_of
from .plan import Drawing, Element, StateView, WayView

KEPT = ("kept", "broken")
ASKED_LATER = "the database answers it once all is written"


class Elements:
    """Makes the elements of a model; places are counted from the folder of the specification."""

    def __init__(self, model: Model, folder: str) -> None:
        """Take the model, and the folder with the slash behind it."""
        self._model = model
        self._folder = folder

    def all(self) -> Iterator[Element]:
        """Yield all of them, kind by kind."""
        model = self._model
        for action in model.actions:
            yield from self._of_action(action)
        for decision in model.decisions:
            yield from self._of_decision(decision)
        for entity in model.entities:
            yield from self._of_entity(entity)
        for rule in model.rules:
            for item in rule.invariants:
                note = ASKED_LATER if is_wide(item.condition, item.row, model) else ""
                yield self._kept("invariant", item.id, rule.title, item.span, rule.id, ("kept",), note)
        for workflow in model.workflows:
            yield from self._of_workflow(workflow)

    def _of_action(self, action: Action) -> Iterator[Element]:
        if isinstance(action.actor, BySystem) and action.actor.condition is not None:
            title = f"{label_of(action.name)} is due"
            span = action.actor.condition.span
            yield self._element("due", f"{action.id}/when", title, span, action.id, ("due", "not due"), ("due",))
        for guard in action.guards:
            outcomes = ("met", "refused")
            yield self._element("guard", guard.id, guard.message, guard.span, action.id, outcomes, outcomes)
        counting = {item.id for item in counting_ensures(plan_action(action, self._model), self._model)}
        for item in action.ensures:
            note = ASKED_LATER if item.id in counting else ""
            yield self._kept("guarantee", item.id, item.message, item.span, action.id, ("kept",), note)

    def _of_decision(self, decision: Decision) -> Iterator[Element]:
        for number, row in enumerate(decision.rows, start=1):
            title = f"{label_of(decision.name)}, row {number}"
            yield self._element("row", row.id, title, row.span, decision.id, ("matched",), ("matched",))

    def _of_entity(self, entity: Entity) -> Iterator[Element]:
        for check in entity.checks:
            note = ASKED_LATER if is_wide(check.condition, "self", self._model) else ""
            yield self._kept("check", check.id, check.message, check.span, entity.id, KEPT, note)
        for field in entity.fields:
            if field.derived is not None and not field.is_stored:
                yield self._computed("derived", field.id, f"{entity.name}.{field.name}", field.span, entity.id)

    def _of_workflow(self, workflow: Workflow) -> Iterator[Element]:
        for state in workflow.states:
            title = f"{workflow.name} is in {state.name}"
            yield self._element("state", state.id, title, state.span, workflow.id, ("entered",))
            for step in state.steps:
                if isinstance(step, SetData):
                    yield self._computed("datum", step.id, f"{workflow.name}: {step.name}", step.span, workflow.id)
            for way in state.transitions:
                title = f"{workflow.name}: {state.name} to {way.target}, {words_of_way(way)}"
                outcomes = ("taken", "passed over") if way.condition is not None else ("taken",)
                yield self._element("transition", way.id, title, way.span, workflow.id, outcomes, outcomes)
        for check in workflow.never:
            yield self._kept("never", check.id, check.message, check.span, workflow.id, ("kept",), "")

    def _kept(
        self, kind: str, name: str, title: str, span: Span, owner: str, expected: tuple[str, ...], note: str
    ) -> Element:
        """Return what must hold; what is not watched is not expected either."""
        return self._element(kind, name, title, span, owner, KEPT, () if note else expected, note)

    def _computed(self, kind: str, name: str, title: str, span: Span, owner: str) -> Element:
        return self._element(kind, name, title, span, owner, ("worked out",), ("worked out",))

    def _element(
        self,
        kind: str,
        name: str,
        title: str,
        span: Span,
        owner: str,
        outcomes: tuple[str, ...],
        expected: tuple[str, ...] = (),
        note: str = "",
    ) -> Element:
        source = span.source.name.removeprefix(self._folder)
        return Element(name, kind, title, source, span.line, owner, outcomes, expected, note)


def words_of_way(way: Transition) -> str:
    """Return when a way is taken, as the specification says it."""
    return way.span.text.strip().rpartition(" go ")[0].removesuffix(" then") or way.kind


def drawing_of(workflow: Workflow) -> Drawing:
    """Return a workflow as it is drawn."""
    return Drawing(workflow.id, workflow.name, tuple(_drawn(state) for state in workflow.states))


def _drawn(state: State) -> StateView:
    ways = tuple(WayView(way.id, words_of_way(way), way.target) for way in state.transitions)
    return StateView(state.id, state.name, state.is_final, ways)
