"""Workflows: states, tasks, timers, retries, compensation, versions."""

from datetime import datetime, timedelta

import pytest
from model_parts import CLOCK
from msgspec.structs import replace
from ticket_model import go, ticket_model
from ticket_state import ANN, CARL, initial

from weft.dsl import model as m
from weft.dsl.interpreter.interpreter import Interpreter
from weft.dsl.interpreter.outcomes import Accepted, EvaluationError, Person, Rejected
from weft.dsl.interpreter.state import Instance, State, Task

ADMIN = Person("Admin", "Ada")


class Refund:
    """A paid booking whose refund was asked for some time before departure."""

    def __init__(self, hours: int, *, vip: bool = False, refusing: bool = False, model: m.Model | None = None) -> None:
        self.interpreter = Interpreter(model or ticket_model())
        self.state: State = initial(self.interpreter)
        departs = CLOCK + timedelta(hours=hours)
        self.interpreter.effects.update(self.state, ("Train", "G1"), {"departs": CLOCK + timedelta(days=99)})
        self.interpreter.effects.update(self.state, ("Customer", "Ann"), {"vip": vip})
        self.perform("book", train="G1", passenger="Ann Li", seats=2)
        self.perform("pay", booking="B000001")
        self.interpreter.effects.update(self.state, ("Train", "G1"), {"departs": departs})
        if refusing:
            self.state.answers["PaymentGateway", "refund"] = "timeout"
        self.perform("ask_refund", booking="B000001")

    def perform(self, action: str, **arguments: str | int) -> None:
        assert isinstance(self.interpreter.perform(self.state, ANN, action, arguments), Accepted)

    def wait(self, **duration: int) -> None:
        self.interpreter.pass_time(self.state, timedelta(**duration))

    @property
    def instance(self) -> Instance:
        return self.state.instances[1]

    @property
    def happened(self) -> list[tuple[str, str]]:
        return [(event.what, event.detail) for event in self.instance.events]

    @property
    def tasks(self) -> list[Task]:
        return [task for task in self.state.tasks.values() if task.is_open]

    @property
    def status(self) -> object:
        return self.state.records["Booking"]["B000001"]["status"]

    @property
    def seats_left(self) -> object:
        return self.state.records["Train"]["G1"]["seats_left"]


@pytest.mark.parametrize(
    ("hours", "vip", "state", "amount"),
    [
        (400, False, "Done", 110600),
        (50, True, "Done", 110600),
        (50, False, "Done", 105070),
        (30, False, "Approve", 99540),
        (0, False, "Approve", 88480),
        (-1, False, "Refused", 0),
    ],
)
def test_the_decision_sends_the_refund_its_way(hours: int, vip: bool, state: str, amount: int) -> None:
    refund = Refund(hours, vip=vip)
    assert refund.instance.state == state
    assert dict(refund.instance.data)["amount"] == amount


def test_both_branches_run_and_the_final_state_has_its_effects() -> None:
    refund = Refund(50)
    assert (refund.status, refund.seats_left, refund.instance.status) == ("refunded", 2, "finished")
    assert refund.state.calls[-1].arguments == (("amount", 105070),)


def test_a_task_waits_for_its_role() -> None:
    refund = Refund(30)
    (task,) = refund.tasks
    assert task.title == "Approve the refund of B000001"
    denied = refund.interpreter.answer(refund.state, ADMIN, task, "approve")
    assert isinstance(denied, Rejected)
    assert denied.message == "You are not allowed to do this"
    assert refund.interpreter.answer(refund.state, CARL, task, "approve") == Accepted()
    assert (refund.instance.state, refund.tasks) == ("Done", [])


def test_a_timer_leads_on_and_closes_the_task() -> None:
    refund = Refund(30)
    refund.wait(days=1)
    assert refund.instance.state == "Approve"
    refund.wait(days=4)
    assert refund.instance.state == "Escalated"
    assert refund.instance.entered_at == CLOCK + timedelta(days=2)
    assert [task.roles for task in refund.tasks] == [("Admin",)]


def test_a_failed_call_is_tried_again_after_growing_pauses() -> None:
    refund = Refund(50, refusing=True)
    assert refund.instance.strands[0].wake_at == CLOCK + timedelta(seconds=10)
    refund.wait(seconds=9)
    assert len(refund.state.calls) == 2
    refund.wait(seconds=1)
    refund.wait(seconds=20)
    assert len(refund.state.calls) == 4
    del refund.state.answers["PaymentGateway", "refund"]
    refund.wait(seconds=40)
    assert refund.instance.state == "Done"
    times: list[datetime] = [event.at for event in refund.instance.events if event.what == "PaymentGateway.refund"]
    assert [int((time - CLOCK).total_seconds()) for time in times] == [0, 10, 30, 70]


def test_when_retries_are_spent_completed_steps_are_undone() -> None:
    refund = Refund(50, refusing=True)
    assert refund.seats_left == 2
    refund.wait(minutes=10)
    assert refund.instance.state == "Manual"
    assert refund.instance.entered_at == CLOCK + timedelta(seconds=70)
    assert refund.seats_left == 0
    assert ("undone", "take_seats") in refund.happened
    assert [task.title for task in refund.tasks] == ["Refund by hand B000001"]


def test_one_success_is_enough_for_join_any() -> None:
    refund = Refund(50, refusing=True, model=ticket_model(join="any"))
    assert refund.instance.state == "Done"


def test_undoing_runs_last_in_first_out() -> None:
    model = ticket_model()
    (workflow,) = model.workflows
    call = next(step for step in _steps(workflow, "PayBack") if isinstance(step, m.CallService))
    release = next(step for step in _steps(workflow, "PayBack") if isinstance(step, m.DoAction))
    undo = replace(release, action="take_seats", undo=("release_seats", release.arguments))
    steps = (release, undo, replace(call, retry=m.RetryPolicy()))
    states = tuple(replace(s, steps=steps) if s.name == "PayBack" else s for s in workflow.states)
    refund = Refund(50, refusing=True, model=replace(model, workflows=(replace(workflow, states=states),)))
    assert [detail for what, detail in refund.happened if what == "undone"] == ["release_seats", "take_seats"]


def _steps(workflow: m.Workflow, name: str) -> list[m.DoAction | m.CallService]:
    (state,) = (state for state in workflow.states if state.name == name)
    (parallel,) = state.steps
    assert isinstance(parallel, m.Parallel)
    return [step for branch in parallel.branches for step in branch.steps]


def test_what_must_never_be_rejects_the_action_that_would_do_it() -> None:
    model = ticket_model()
    (workflow,) = model.workflows
    states = tuple(replace(state, effects=()) for state in workflow.states)  # Done leaves the booking paid
    interpreter = Interpreter(replace(model, workflows=(replace(workflow, states=states),)))
    state = initial(interpreter)
    for action, arguments in (
        ("book", {"train": "G1", "passenger": "Ann", "seats": 1}),
        ("pay", {"booking": "B000001"}),
    ):
        interpreter.perform(state, ANN, action, arguments)
    interpreter.effects.update(state, ("Train", "G1"), {"departs": CLOCK + timedelta(days=99)})
    before = state.copy()
    outcome = interpreter.perform(state, ANN, "ask_refund", {"booking": "B000001"})
    assert outcome == Rejected("workflow:Refund/never:1", "A refunded booking is not paid")
    before.calls = list(state.calls)
    assert state == before


def test_states_that_lead_to_each_other_at_once_are_an_error() -> None:
    model = ticket_model()
    (workflow,) = model.workflows
    assess = replace(workflow.states[0], transitions=(go("otherwise", "Assess"),))
    turning = replace(workflow, states=(assess, *workflow.states[1:]))
    refund = Refund(50)
    interpreter = Interpreter(replace(model, workflows=(turning,)))
    refund.interpreter.effects.update(refund.state, ("Booking", "B000001"), {"status": "paid"})
    with pytest.raises(EvaluationError, match="the workflow Refund never comes to rest"):
        interpreter.perform(refund.state, ANN, "ask_refund", {"booking": "B000001"})


def test_only_accepted_versions_go_on() -> None:
    refund = Refund(30)
    workflow = refund.interpreter.index.workflows["Refund"]
    may_continue = refund.interpreter.workflows.may_continue
    assert may_continue(workflow, replace(refund.instance, version=1))
    assert may_continue(workflow, refund.instance)
    assert not may_continue(workflow, replace(refund.instance, definition="as it was"))
    assert may_continue(replace(workflow, accepts=(2,)), replace(refund.instance, definition="as it was"))
    old = replace(refund.instance, version=0)
    assert not may_continue(workflow, old)
    refund.state.instances[1] = old
    refund.wait(days=3)
    assert refund.instance.state == "Approve"


def test_an_instance_knows_the_definition_that_it_runs() -> None:
    one, other = Refund(30), Refund(30, model=ticket_model(join="any"))
    assert one.instance.definition == Refund(30).instance.definition
    assert one.instance.definition != other.instance.definition
