"""Whatever endpoints do, no finished question is lost, each other one is reported, and limits hold."""

import asyncio
from collections import Counter
from unittest.mock import Mock

import pytest
from faulty import FakeEndpoint, always, call, ended, first, jobs, outcomes, random_faults, short, worker
from hypothesis import given, settings
from hypothesis import strategies as st
from virtual_time import run

from weft.analyzers.text_to_sql.routing.budget import Budget
from weft.analyzers.text_to_sql.scheduling.asking import Asking
from weft.analyzers.text_to_sql.scheduling.call import Call, CallFailed, Reply
from weft.analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job, Run
from weft.analyzers.text_to_sql.scheduling.outcome import Outcome, State
from weft.analyzers.text_to_sql.scheduling.retry import Retry
from weft.analyzers.text_to_sql.scheduling.work import Work


def _dispatcher(*endpoints: FakeEndpoint, **options: object) -> Dispatcher:
    return Dispatcher(
        [(endpoint.worker, endpoint) for endpoint in endpoints],
        **options,  # pyright: ignore[reportArgumentType]
    )


def test_a_question_takes_its_stages_one_after_the_other() -> None:
    endpoint = FakeEndpoint(worker(input_price=1e6, output_price=2e6))
    (outcome,) = run(outcomes(_dispatcher(endpoint), jobs(1)))
    assert (outcome.question, outcome.state, outcome.answer) == ("q0", State.FINISHED, "abcd")
    assert [round(at, 6) for at, _ in endpoint.began] == [0, 2, 2, 4]
    usage = outcome.usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.calls) == (4000, 40, 4)
    assert (usage.cost, usage.seconds) == (pytest.approx(4080), pytest.approx(6))


def test_outcomes_come_as_they_are_ready() -> None:
    found = run(outcomes(_dispatcher(FakeEndpoint(worker())), [*jobs(1), Job("quick", short)]))
    assert [outcome.question for outcome in found] == ["quick", "q0"]


@given(seed=st.integers(0, 10_000), share=st.floats(0, 0.6), rpm=st.integers(5, 60))
@settings(max_examples=30, deadline=None)
def test_faults_lose_nothing(seed: int, share: float, rpm: int) -> None:
    endpoints = (
        FakeEndpoint(worker("one", rpm=rpm, tpm=20_000), random_faults(seed, share)),
        FakeEndpoint(worker("two", decode=30, batch=2), random_faults(seed + 1, share / 2)),
    )
    found = run(outcomes(_dispatcher(*endpoints, call_seconds=60), jobs(25)))
    assert sorted(outcome.question for outcome in found) == sorted(job.question for job in jobs(25))
    assert {outcome.state for outcome in found} <= {State.FINISHED, State.FAILED}
    for outcome in found:
        assert outcome.answer == ("abcd" if outcome.state is State.FINISHED else None)
        assert (outcome.reason == "") == (outcome.state is State.FINISHED)
    for endpoint in endpoints:
        _keeps_its_limits(endpoint)


def _keeps_its_limits(endpoint: FakeEndpoint) -> None:
    limits = endpoint.worker
    assert endpoint.most <= limits.batch
    for at, _ in endpoint.began:
        minute = [begun for begun in endpoint.began if at - 60 + 1e-6 < begun[0] <= at]
        assert limits.rpm is None or len(minute) <= limits.rpm
        assert limits.tpm is None or sum(begun[1].work.tokens for begun in minute) <= limits.tpm


def test_the_same_faults_give_the_same_run() -> None:
    def found() -> list[Outcome]:
        endpoints = [FakeEndpoint(worker(name), random_faults(7, 0.3)) for name in ("one", "two")]
        return run(outcomes(_dispatcher(*endpoints), jobs(20)))

    assert found() == found()


def test_most_faults_are_got_over() -> None:
    endpoints = [FakeEndpoint(worker(name), random_faults(at, 0.2)) for at, name in enumerate(("one", "two", "three"))]
    states = Counter(outcome.state for outcome in run(outcomes(_dispatcher(*endpoints), jobs(100))))
    assert states[State.FINISHED] >= 95


def test_a_call_is_tried_again_after_growing_pauses() -> None:
    endpoint = FakeEndpoint(worker(), first(2, CallFailed("busy")))
    (outcome,) = run(outcomes(_dispatcher(endpoint, retry=Retry(4, 1.0)), jobs(1)))
    assert outcome.state is State.FINISHED
    times = [at for at, _ in endpoint.began[:3]]
    assert 0.5 <= times[1] - times[0] <= 1 <= times[2] - times[1] <= 2


def test_tries_are_bounded_and_the_reason_is_told() -> None:
    endpoint = FakeEndpoint(worker(), always(OSError("no route to host")))
    (outcome,) = run(outcomes(_dispatcher(endpoint, retry=Retry(3)), jobs(1)))
    assert (outcome.state, len(endpoint.began)) == (State.FAILED, 3)
    assert outcome.reason == "generate: one: OSError: no route to host (try 3)"


def test_what_cannot_succeed_is_not_tried_again() -> None:
    endpoint = FakeEndpoint(worker(), always(CallFailed("no such model", may_retry=False)))
    (outcome,) = run(outcomes(_dispatcher(endpoint), jobs(1)))
    assert (outcome.state, len(endpoint.began)) == (State.FAILED, 1)


def test_an_endpoint_that_only_fails_is_left_alone() -> None:
    broken, sound = FakeEndpoint(worker("broken", decode=100), always(OSError("down"))), FakeEndpoint(worker("sound"))
    found = run(outcomes(_dispatcher(broken, sound), jobs(20)))
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert sound.replies == 80
    assert len(broken.began) < 20


def test_an_endpoint_that_wants_no_calls_gets_none() -> None:
    endpoint = FakeEndpoint(worker(), first(1, CallFailed("slow down", retry_after=90)))
    found = run(outcomes(_dispatcher(endpoint), jobs(3)))
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert all(at == 0 or at >= 90 for at, _ in endpoint.began)


def test_those_who_wait_for_an_endpoint_that_closes_go_elsewhere() -> None:
    closing = FakeEndpoint(worker("closing", decode=1000, batch=1), first(1, CallFailed("no more", retry_after=5000)))
    other = FakeEndpoint(worker("other", decode=5))
    found = run(outcomes(_dispatcher(closing, other), jobs(6)))
    assert {outcome.state for outcome in found} == {State.FINISHED}
    assert len(closing.began) == 1
    assert max(outcome.usage.seconds for outcome in found) < 100


def test_a_call_without_a_reply_is_given_up_and_paid_for() -> None:
    async def hang(called: object, number: int) -> None:
        if number == 1:
            await asyncio.sleep(10_000)

    endpoint = FakeEndpoint(worker(), hang)
    (outcome,) = run(outcomes(_dispatcher(endpoint, call_seconds=30), jobs(1)))
    assert outcome.state is State.FINISHED
    assert (outcome.usage.calls, outcome.usage.tokens) == (5, 5050)
    assert 36 < outcome.usage.seconds < 37


def test_an_endpoint_that_is_slower_than_it_says_gets_less() -> None:
    async def crawl(called: object, number: int) -> None:
        await asyncio.sleep(18)

    slow, true = FakeEndpoint(worker("slow", decode=11), crawl), FakeEndpoint(worker("true"))
    run(outcomes(_dispatcher(slow, true, at_once=4), jobs(40)))
    assert true.replies > 3 * slow.replies


def test_an_endpoint_that_lies_about_its_speed_is_found_out() -> None:
    async def crawl(called: object, number: int) -> None:
        await asyncio.sleep(18)

    slow, true = FakeEndpoint(worker("slow", decode=100), crawl), FakeEndpoint(worker("true"))
    run(outcomes(_dispatcher(slow, true, at_once=1), jobs(10)))
    assert true.replies > 3 * slow.replies > 0


def test_the_second_try_goes_elsewhere() -> None:
    broken, sound = FakeEndpoint(worker("broken", decode=100), always(OSError("down"))), FakeEndpoint(worker("sound"))
    (outcome,) = run(outcomes(_dispatcher(broken, sound, retry=Retry(2)), jobs(1)))
    assert (outcome.state, sound.replies) == (State.FINISHED, 4)


def test_leaving_a_run_reports_what_is_not_finished() -> None:
    async def leave(running: Run) -> None:
        async for _ in running:
            return

    endpoint = FakeEndpoint(worker(batch=2))
    found = run(ended(_dispatcher(endpoint, at_once=3), jobs(10), leave))
    states = Counter(outcome.state for outcome in found)
    assert len(found) == 10 == len({outcome.question for outcome in found})
    assert states[State.FINISHED] >= 1
    assert states[State.CANCELLED] == 10 - states[State.FINISHED]
    assert {outcome.reason for outcome in found if outcome.state is State.CANCELLED} == {"the run was cut off"}
    assert endpoint.underway == 0


def test_a_run_that_is_cancelled_ends_at_once_with_all_outcomes() -> None:
    async def cancel(running: Run) -> None:
        asyncio.get_running_loop().call_later(20, running.cancel, "stopped")
        seen = [outcome async for outcome in running]
        assert seen == running.ended
        assert asyncio.get_running_loop().time() == 20

    found = run(ended(_dispatcher(FakeEndpoint(worker()), at_once=4), jobs(30), cancel))
    assert len({outcome.question for outcome in found}) == 30
    assert {outcome.state for outcome in found} == {State.FINISHED, State.CANCELLED}


@given(at=st.floats(0, 60), seed=st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_a_task_that_is_cancelled_loses_nothing_that_was_finished(at: float, seed: int) -> None:
    async def main() -> tuple[Run, int]:
        endpoint = FakeEndpoint(worker(rpm=30), random_faults(seed, 0.3))
        kept: list[Run] = []

        async def consume() -> None:
            async with _dispatcher(endpoint, at_once=5).run(jobs(12)) as running:
                kept.append(running)
                async for _ in running:
                    pass

        task = asyncio.create_task(consume())
        asyncio.get_running_loop().call_later(at, task.cancel)
        await asyncio.wait([task])
        return kept[0], endpoint.underway

    running, underway = run(main())
    assert sorted(outcome.question for outcome in running.ended) == sorted(f"q{number}" for number in range(12))
    assert underway == 0
    assert running.terms.account.reserved.tokens == 0
    for lane in running.terms.lanes:
        assert (lane.running, lane.load.outstanding.tokens, lane.load.waiting, lane.load.waiting_tokens) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("budget", "calls", "reason"),
    [
        (Budget(question_tokens=2020), 4, "the limit of 2,020 tokens for a question is reached"),
        (Budget(run_tokens=5000), 4, "the limit of 5,000 tokens for the run would be passed"),
        (Budget(question_cost=2.5), 4, "the limit of 2.5 for the cost of a question would be passed"),
        (Budget(question_cost=3.0), 6, "the limit of 3.0 for the cost of a question is reached"),
    ],
)
def test_a_budget_is_a_hard_stop(budget: Budget, calls: int, reason: str) -> None:
    endpoint = FakeEndpoint(worker(input_price=1000))
    found = run(outcomes(_dispatcher(endpoint, budget=budget, at_once=1), jobs(2)))
    assert found[-1].state is State.OVER_BUDGET
    assert found[-1].reason == reason
    assert len(endpoint.began) == calls


def test_a_run_never_spends_more_than_its_budget_however_many_questions_are_underway() -> None:
    endpoint = FakeEndpoint(worker(batch=50))
    found = run(outcomes(_dispatcher(endpoint, budget=Budget(run_tokens=30_000), at_once=50), jobs(50)))
    assert sum(outcome.usage.tokens for outcome in found) <= 30_000
    assert {outcome.state for outcome in found} <= {State.FINISHED, State.OVER_BUDGET}


def test_a_budget_is_kept_where_calls_take_the_most_that_they_can() -> None:
    async def big(asking: Asking) -> object:
        return (await asking.complete(Call("big", "x", Work(1000, 10), most=Work(2000, 10)))).content

    async def reply(called: Call) -> Reply:
        await asyncio.sleep(1)
        return Reply(called.content, called.most or called.work)

    dispatcher = Dispatcher([(worker(batch=50), Mock(complete=reply))], budget=Budget(run_tokens=9000))
    found = run(outcomes(dispatcher, [Job(str(number), big) for number in range(8)]))
    assert [outcome.usage.tokens for outcome in found if outcome.state is State.FINISHED] == [2010] * 4


def test_a_call_that_may_fit_later_waits_for_those_underway() -> None:
    async def modest(asking: Asking) -> object:
        return (await asking.complete(call("x", 10, 1000))).content

    async def reply(called: Call) -> Reply:
        await asyncio.sleep(1)
        return Reply(called.content, Work(10, 10))

    dispatcher = Dispatcher([(worker(batch=50), Mock(complete=reply))], budget=Budget(run_tokens=2000))
    found = run(outcomes(dispatcher, [Job(str(number), modest) for number in range(80)]))
    spent = sum(outcome.usage.tokens for outcome in found)
    assert 2000 - 1010 < spent <= 2000
    assert Counter(outcome.state for outcome in found)[State.FINISHED] == spent / 20


def test_a_workflow_that_breaks_costs_its_own_question_only() -> None:
    async def broken(asking: Asking) -> object:
        await asking.complete(call("a"))
        raise KeyError("candidates")

    found = run(outcomes(_dispatcher(FakeEndpoint(worker())), [Job("bad", broken), *jobs(2)]))
    assert {outcome.question: outcome.state for outcome in found} == {
        "bad": State.FAILED, "q0": State.FINISHED, "q1": State.FINISHED,
    }  # fmt: skip
    assert next(outcome for outcome in found if outcome.question == "bad").usage.calls == 1


def test_calls_that_nobody_waits_for_end_with_their_question() -> None:
    async def careless(asking: Asking) -> object:
        waiting = asyncio.create_task(asking.complete(call("long", 1000, 1000)))
        await asyncio.sleep(0.5)
        return waiting.done()

    endpoint = FakeEndpoint(worker())
    (outcome,) = run(outcomes(_dispatcher(endpoint), [Job("careless", careless)]))
    assert (outcome.state, outcome.answer, endpoint.underway) == (State.FINISHED, False, 0)
    assert outcome.usage.seconds == pytest.approx(0.5)


def test_questions_that_take_too_long_are_told() -> None:
    found = run(outcomes(_dispatcher(FakeEndpoint(worker()), slo=5), [*jobs(1), Job("quick", short)]))
    assert {outcome.question: outcome.in_time for outcome in found} == {"quick": True, "q0": False}


def test_a_call_that_fits_nowhere_is_told() -> None:
    (outcome,) = run(outcomes(_dispatcher(FakeEndpoint(worker(tpm=1000))), jobs(1)))
    assert outcome.reason == "generate: no endpoint may take 1,010 tokens in a minute"
