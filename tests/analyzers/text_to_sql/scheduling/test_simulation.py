"""A simulation serves every call once, keeps all limits, and gives the times that one finds by hand."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from traces import TRACES, WORKERS, question, simulated

from weft.analyzers.text_to_sql.scheduling.comparison import percentile
from weft.analyzers.text_to_sql.scheduling.policy import Policy
from weft.analyzers.text_to_sql.scheduling.simulated_worker import SimulatedCall
from weft.analyzers.text_to_sql.scheduling.simulation import NoWorkerFits, poisson_arrivals, simulate
from weft.analyzers.text_to_sql.scheduling.trace import TracedQuestion
from weft.analyzers.text_to_sql.scheduling.work import Work
from weft.analyzers.text_to_sql.scheduling.worker import Worker
from weft.analyzers.text_to_sql.scheduling_policies import POLICIES

_POLICY = st.sampled_from(POLICIES)
_WORKER = Worker("one", 1000, 10)  # a thousand tokens are read in a second, ten are written


def _times(
    workers: tuple[Worker, ...], policy: Policy, *questions: TracedQuestion, arrivals: tuple[float, ...]
) -> list[float]:
    """Return when each question is done."""
    return [round(time, 6) for time in simulate(questions, workers, policy, arrivals, 60.0).done]


@settings(deadline=None)  # a busy machine is no fault
@given(trace=TRACES, workers=WORKERS, policy=_POLICY, seed=st.integers(0, 99))
def test_every_call_is_served_once_and_in_order(
    trace: tuple[TracedQuestion, ...], workers: tuple[Worker, ...], policy: Callable[[], Policy], seed: int
) -> None:
    try:
        found = simulated(trace, workers, policy(), seed)
    except NoWorkerFits:
        largest = max(call.work.tokens for one in trace for stage in one.stages for call in stage)
        assert all(worker.tpm is not None and worker.tpm < largest for worker in workers)
        return
    asked = Counter((at, call.work) for at, one in enumerate(trace) for stage in one.stages for call in stage)
    assert Counter((call.question, call.work) for call in found.calls) == asked
    by_name = {worker.name: worker for worker in workers}
    for call in found.calls:
        alone = by_name[call.worker].seconds(call.work)
        assert call.pending.queued <= call.started
        assert call.finished - call.started >= alone - 1e-6
        assert found.came[call.question] <= call.pending.queued
        assert call.finished <= found.done[call.question]


@settings(deadline=None)  # a busy machine is no fault
@given(trace=TRACES, workers=WORKERS, policy=_POLICY, seed=st.integers(0, 99))
def test_no_worker_goes_beyond_its_limits(
    trace: tuple[TracedQuestion, ...], workers: tuple[Worker, ...], policy: Callable[[], Policy], seed: int
) -> None:
    limited = tuple(replace(one, tpm=one.tpm and 4000) for one in workers)  # no call has more tokens
    found = simulated(trace, limited, policy(), seed)
    for worker in limited:
        calls = [call for call in found.calls if call.worker == worker.name]
        for call in calls:
            _is_within_limits(worker, call.started, calls)


def _is_within_limits(worker: Worker, now: float, calls: list[SimulatedCall]) -> None:
    underway = [call for call in calls if call.started <= now < call.finished]
    minute = [call for call in calls if call.started <= now < call.started + 60]
    assert len(underway) <= worker.batch
    assert worker.rpm is None or len(minute) <= worker.rpm
    assert worker.tpm is None or sum(call.work.tokens for call in minute) <= worker.tpm


@settings(deadline=None)  # a busy machine is no fault
@given(trace=TRACES, workers=WORKERS, policy=_POLICY, seed=st.integers(0, 99))
def test_the_same_input_gives_the_same_run(
    trace: tuple[TracedQuestion, ...], workers: tuple[Worker, ...], policy: Callable[[], Policy], seed: int
) -> None:
    limited = tuple(replace(one, tpm=None) for one in workers)
    assert simulated(trace, limited, policy(), seed) == simulated(trace, limited, policy(), seed)


def test_a_single_call_takes_the_time_of_its_tokens() -> None:
    assert _times((_WORKER,), POLICIES[0](), question("q", (("a", 1000, 20),)), arrivals=(5.0,)) == [8.0]


def test_stages_follow_each_other_and_calls_of_a_stage_share_a_batch() -> None:
    # both prompts are read (2 s), the first answer begins to be written only then: 2 s more, then the last call
    chain = question("q", (("a", 1000, 20), ("a", 1000, 20)), (("b", 0, 10),))
    assert _times((_WORKER,), POLICIES[0](), chain, arrivals=(0.0,)) == [5.0]


def test_reading_a_prompt_halts_the_answers_underway() -> None:
    # q1 is read till 1 s and has written 5 of 20 tokens at 1.5 s, when q2 is read till 3.5 s
    two = (question("q1", (("a", 1000, 20),)), question("q2", (("a", 2000, 10),)))
    assert _times((_WORKER,), POLICIES[0](), *two, arrivals=(0.0, 1.5)) == [5.0, 4.5]


def test_a_batch_that_is_full_makes_others_wait() -> None:
    narrow = Worker("one", 1000, 10, batch=1)
    two = (question("q1", (("a", 1000, 20),)), question("q2", (("a", 2000, 10),)))
    assert _times((narrow,), POLICIES[0](), *two, arrivals=(0.0, 1.5)) == [3.0, 6.0]


@pytest.mark.parametrize("limits", [{"rpm": 1}, {"tpm": 1500}], ids=["calls", "tokens"])
def test_a_limit_lets_the_next_call_wait_until_a_minute_has_gone(limits: dict[str, int]) -> None:
    limited = Worker("one", 1000, 10, rpm=limits.get("rpm"), tpm=limits.get("tpm"))
    two = (question("q1", (("a", 1000, 20),)), question("q2", (("a", 1000, 20),)))
    assert _times((limited,), POLICIES[0](), *two, arrivals=(2.0, 3.0)) == [5.0, 65.0]


def test_a_call_that_no_worker_may_take_is_told() -> None:
    with pytest.raises(NoWorkerFits, match="question 'q' makes a call of 1,020 tokens"):
        _times((Worker("one", 1000, 10, tpm=1000),), POLICIES[0](), question("q", (("a", 1000, 20),)), arrivals=(0.0,))


@pytest.mark.parametrize(("share", "value"), [(0.0, 1), (0.5, 2), (0.51, 3), (0.95, 4), (1.0, 4)])
def test_percentiles_are_by_the_nearest_rank(share: float, value: int) -> None:
    assert percentile([3, 1, 4, 2], share) == value


def test_arrivals_come_at_the_rate() -> None:
    times = poisson_arrivals(4000, 0.5, 1)
    assert max(times) == pytest.approx(8000, rel=0.1)
    assert times == poisson_arrivals(4000, 0.5, 1) != poisson_arrivals(4000, 0.5, 2)


def test_work_adds_up() -> None:
    assert Work(1, 2) + Work(3, 4) - Work(1, 1) == Work(3, 5)
