"""Each policy chooses and orders as its name says, on cases that one can work out by hand."""

from collections.abc import Callable, Sequence

import pytest
from traces import question

from weft.analyzers.text_to_sql.scheduling.deadlines import stage_deadline
from weft.analyzers.text_to_sql.scheduling.load import Load
from weft.analyzers.text_to_sql.scheduling.policy import Pending, Policy
from weft.analyzers.text_to_sql.scheduling.simulation import simulate
from weft.analyzers.text_to_sql.scheduling.work import Work
from weft.analyzers.text_to_sql.scheduling.worker import Worker
from weft.analyzers.text_to_sql.scheduling_policies import POLICIES
from weft.analyzers.text_to_sql.scheduling_policies.balanced_urgency import BalancedUrgency
from weft.analyzers.text_to_sql.scheduling_policies.earliest_completion import EarliestCompletion
from weft.analyzers.text_to_sql.scheduling_policies.oldest_first import OldestFirst
from weft.analyzers.text_to_sql.scheduling_policies.round_robin import RoundRobin
from weft.analyzers.text_to_sql.scheduling_policies.urgency import Urgency
from weft.analyzers.text_to_sql.scheduling_policies.workload_balanced import WorkloadBalanced

_FAST, _SLOW = Worker("fast", 1000, 10, batch=1), Worker("slow", 500, 5, batch=1)
_CALL = Pending(Work(1000, 10), 0.0, 0.0, 60.0)  # 2 s on the fast worker, 4 s on the slow one


def _chosen(policy: Policy, calls: int, workers: Sequence[Worker] = (_FAST, _SLOW)) -> list[str]:
    """Return where calls go that all come at once."""
    loads, names = [Load.of(worker) for worker in workers], list[str]()
    for _ in range(calls):
        load = policy.choose(_CALL, loads)
        load.give(_CALL.work)
        names.append(load.worker.name)
    return names


def _order(policy: Policy) -> list[str]:
    """Return in which order a worker that takes one call at a time serves those that came while it was busy.

    All but the first and the last take 0.2 s; q1 has another short stage, and q4 a long one, which makes it urgent.
    """
    trace = (
        question("q0", (("long", 10_000, 100),)),
        question("q1", (("first", 100, 1),), (("second", 100, 1),)),
        question("q2", (("only", 100, 1),)),
        question("q3", (("only", 100, 1),)),
        question("q4", (("head", 100, 1),), (("tail", 10_000, 100),)),
    )
    found = simulate(trace, (_FAST,), policy, (0.0, 0.5, 1.0, 1.1, 1.2), 100.0)
    return [f"q{call.question}" for call in sorted(found.calls, key=lambda call: call.started)]


def test_round_robin_takes_turns() -> None:
    assert _chosen(RoundRobin(), 5) == ["fast", "slow", "fast", "slow", "fast"]


def test_workload_balance_gives_slow_workers_less() -> None:
    # scores of the second call: fast 0.3 - 0.7 = -0.4, slow 0.3 / 2 - 0 = 0.15; of the third: fast -0.4, slow -1.25
    assert _chosen(WorkloadBalanced(), 4) == ["fast", "slow", "fast", "fast"]
    assert _chosen(BalancedUrgency(), 4) == ["fast", "slow", "fast", "fast"]


def test_with_alpha_one_only_speed_counts() -> None:
    assert _chosen(WorkloadBalanced(alpha=1.0), 3) == ["fast", "fast", "fast"]


@pytest.mark.parametrize("policy", [EarliestCompletion(), Urgency(), OldestFirst()], ids=lambda policy: policy.name)
def test_the_earliest_completion_counts_what_is_outstanding(policy: Policy) -> None:
    # fast is done at 2, 4, 6 …, slow at 4, 8 …; of equals the first is taken
    assert _chosen(policy, 4) == ["fast", "fast", "slow", "fast"]


def test_prompts_are_read_one_by_one_and_answers_written_together() -> None:
    load = Load.of(Worker("one", 1000, 10, batch=2))
    load.give(Work(1000, 10))
    assert load.completion(Work(1000, 10), 0.0) == 1 + 1 / 2 + 2


def test_the_earliest_completion_forgets_what_is_done() -> None:
    trace = [question(f"q{at}", (("only", 1000, 10),)) for at in range(5)]
    found = simulate(trace, (_FAST, _SLOW), EarliestCompletion(), (0.0, 100.0, 200.0, 300.0, 400.0), 60.0)
    assert [call.worker for call in found.calls] == ["fast"] * 5


def test_of_two_that_are_done_at_once_the_cheaper_is_taken() -> None:
    dear, cheap = Worker("dear", 1000, 10, input_price=2.0), Worker("cheap", 1000, 10, input_price=1.0)
    assert _chosen(EarliestCompletion(), 1, (dear, cheap)) == ["cheap"]


def test_the_earliest_completion_counts_limits() -> None:
    limited = Worker("limited", 2000, 20, rpm=1)
    assert _chosen(EarliestCompletion(), 3, (limited, _SLOW)) == ["limited", "slow", "slow"]


def test_the_earliest_completion_counts_slowness_and_closed_doors() -> None:
    loads = [Load.of(_FAST), Load.of(_SLOW)]
    loads[0].slowness = 3.0
    assert EarliestCompletion().choose(_CALL, loads).worker.name == "slow"
    loads[1].closed_until = 10.0
    assert EarliestCompletion().choose(_CALL, loads).worker.name == "fast"


_IN_THEIR_ORDER = ["q0", "q1", "q2", "q3", "q4", "q1", "q4"]
_OLDEST = ["q0", "q1", "q2", "q1", "q3", "q4", "q4"]  # q2 begins the moment that q1 asks again
_MOST_URGENT = ["q0", "q4", "q1", "q4", "q1", "q2", "q3"]


@pytest.mark.parametrize(
    ("policy", "order"),
    [
        (RoundRobin, _IN_THEIR_ORDER),
        (WorkloadBalanced, _IN_THEIR_ORDER),
        (EarliestCompletion, _IN_THEIR_ORDER),
        (OldestFirst, _OLDEST),
        (Urgency, _MOST_URGENT),
        (BalancedUrgency, _MOST_URGENT),
    ],
)
def test_calls_are_served_in_the_order_of_the_policy(policy: Callable[[], Policy], order: list[str]) -> None:
    assert _order(policy()) == order


def test_urgency_serves_first_what_has_to_begin_first() -> None:
    late, early = Pending(Work(1000, 10), 0.0, 0.0, 30.0), Pending(Work(20_000, 100), 0.0, 5.0, 50.0)
    assert Urgency().rank(late, _FAST) == 28.0
    assert Urgency().rank(early, _FAST) == 20.0


@pytest.mark.parametrize(
    ("now", "seconds", "later", "deadline"),
    [(0, 10, 30, 25), (20, 10, 10, 60), (20, 10, 0, 100), (120, 10, 10, 110), (50, 0, 0, 100)],
)
def test_what_is_left_is_shared_out_by_expected_time(now: float, seconds: float, later: float, deadline: float) -> None:
    assert stage_deadline(now, 0.0, 100.0, seconds, later) == deadline


def test_policies_have_different_names() -> None:
    names = [policy().name for policy in POLICIES]
    assert len(names) == len(set(names))
