"""Finds behaviour that no scenario shows."""

from collections.abc import Iterator

from ...diagnostics import Diagnostic
from ..check import Check, CheckContext
from ..interpreter.coverage import Coverage
from ..model import (
    Action,
    BySystem,
    Decision,
    Form,
    Page,
    PageButton,
    PageLink,
    QuestionBox,
    RowButton,
    RowLink,
    Table,
    Workflow,
)
from .reasoning.proposal import Proposals


class MissingScenario(Check):
    """No scenario shows a part of the behaviour: that an action succeeds, that a condition rejects it, that a row of
    a decision counts, that a workflow comes to a state or takes a way, that a form, button or link of a page works.

    What no example shows, nobody has agreed on, and nothing notices when it changes. Where the system can work it
    out, the hint is a scenario that is ready to be taken over.

    Bad:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          says "takes {seats} seat(s) on {train}"
          requires seats <= train.seats_left else "Not enough seats left"
          changes train.seats_left to train.seats_left - seats
        Feature: Seats
          Scenario: Take the last seats
            Given a train "G1" with seats_left 2
            When somebody takes 2 seats on "G1"
            Then the train "G1" has seats_left 0

    Good:
        Entity: Train
          number: text(8) key
          seats_left: int(0..2000)
        Action: take_seats(train: Train, seats: int(1..5))
          by anyone
          says "takes {seats} seat(s) on {train}"
          requires seats <= train.seats_left else "Not enough seats left"
          changes train.seats_left to train.seats_left - seats
        Feature: Seats
          Scenario: Take the last seats
            Given a train "G1" with seats_left 2
            When somebody takes 2 seats on "G1"
            Then the train "G1" has seats_left 0
          Scenario: Refuse more than are left
            Given a train "G1" with seats_left 2
            When somebody takes 3 seats on "G1"
            Then the action is rejected with "Not enough seats left"
    """

    code = "DSL051"
    name = "missing-scenario"

    def check(self, context: CheckContext) -> Iterator[Diagnostic]:
        """Yield what no scenario exercised; nothing where the scenarios did not run."""
        if context.runs is None:
            return
        model, covered, proposals = context.model, context.runs.coverage, Proposals(context.model)
        usage = context.usage  # what nothing uses is told of as such
        for action in model.actions:
            if usage.is_used(("action", action.name), action.id) or isinstance(action.actor, BySystem):
                yield from self._action(action, covered, proposals)
        for decision in model.decisions:
            if usage.is_used(("decision", decision.name), decision.id):
                yield from self._decision(decision, covered)
        for workflow in model.workflows:
            yield from self._workflow(workflow, covered)
        for page in model.pages:
            yield from self._page(page, covered)

    def _action(self, action: Action, covered: Coverage, proposals: Proposals) -> Iterator[Diagnostic]:
        if action.id not in covered.actions:
            hint = _ready(proposals.success(action)) or _how_it_succeeds(action)
            yield self.finding(action.span, f"in no scenario {action.name} succeeds", hint)
            if not any(guard.id in covered.guards_true + covered.guards_false for guard in action.guards):
                return  # who adds this scenario will see the conditions next
        for number, guard in enumerate(action.guards):
            if guard.id not in covered.guards_false:
                hint = _ready(proposals.rejection(action, number)) or "add a scenario in which it is rejected so"
                yield self.finding(guard.span, f'in no scenario {action.name} is rejected with "{guard.message}"', hint)

    def _decision(self, decision: Decision, covered: Coverage) -> Iterator[Diagnostic]:
        for row in decision.rows:
            if row.id not in covered.rows:
                hint = "add a scenario whose values match this row, and no row above it"
                yield self.finding(row.span, "no scenario comes to this row", hint)

    def _workflow(self, workflow: Workflow, covered: Coverage) -> Iterator[Diagnostic]:
        for state in workflow.states:
            if state.id not in covered.states:
                hint = f"add a scenario with `Then the {workflow.name} of … is in {state.name}`"
                yield self.finding(state.span, f"no scenario comes to the state {state.name}", hint)
                continue
            for go in state.transitions:
                if go.id not in covered.transitions:
                    hint = f"add a scenario in which {workflow.name} goes from {state.name} to {go.target} like this"
                    yield self.finding(go.span, f"no scenario goes this way from {state.name} to {go.target}", hint)

    def _page(self, page: Page, covered: Coverage) -> Iterator[Diagnostic]:
        unused = [label for part, label in _controls(page) if part not in covered.page_parts]
        if unused:
            steps = " and ".join(f'clicks "{label}"' for label in unused)
            hint = f"add a scenario in which somebody on the {page.name} page {steps}"
            listed = ", ".join(f'"{label}"' for label in unused)
            yield self.finding(page.span, f"no scenario clicks {listed} on the {page.name} page", hint)
        for part in page.parts:
            if isinstance(part, QuestionBox) and part.id not in covered.page_parts:
                hint = f'add a scenario in which somebody on the {page.name} page asks "…", and `the answer shows "…"`'
                yield self.finding(part.span, f"no scenario asks anything on the {page.name} page", hint)


def _ready(scenario: str | None) -> str:
    return f"add this scenario:\n{scenario}" if scenario else ""


def _how_it_succeeds(action: Action) -> str:
    if isinstance(action.actor, BySystem):
        return "add a scenario in which time passes until the system does it, or a workflow comes to it"
    return "add a scenario in which a person does it"


def _controls(page: Page) -> Iterator[tuple[str, str]]:
    """Yield id and name of everything that can be clicked on a page."""
    for part in page.parts:
        match part:
            case Form(id=place, button=label):
                yield place, label
            case PageButton(id=place, label=label) | PageLink(id=place, label=label):
                yield place, label
            case Table(links=links, buttons=buttons):
                controls: tuple[RowLink | RowButton, ...] = (*links, *buttons)
                yield from ((control.id, control.label) for control in controls)
            case _:
                continue
