"""Over real connections to servers that answer every other call, no question is lost, and none is mixed up."""

import asyncio
from collections import Counter

from faulty import outcomes, worker
from faulty_server import FAULTS, faulty_server

from weft.analyzers.text_to_sql.scheduling.asking import Asking
from weft.analyzers.text_to_sql.scheduling.call import Call
from weft.analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job
from weft.analyzers.text_to_sql.scheduling.outcome import Outcome, State
from weft.analyzers.text_to_sql.scheduling.retry import Retry
from weft.analyzers.text_to_sql.scheduling.work import Work

_QUESTIONS = 60
_WORK = Work(10, 1)


def _job(number: int) -> Job:
    """Return a question of two stages that returns what it was replied to each call."""

    async def workflow(asking: Asking) -> object:
        first = await asking.complete(Call("look", [number, 0], _WORK))
        others = await asking.complete_all([Call("write", [number, at], _WORK) for at in (1, 2)])
        return [reply.content for reply in (first, *others)]

    return Job(str(number), workflow)


async def _answered(seed: int) -> tuple[list[Outcome], Counter[str]]:
    """Return the outcomes of questions put to two such servers, and what calls met with."""
    async with faulty_server(seed) as (one, first), faulty_server(seed + 1) as (two, second):
        dispatcher = Dispatcher(
            [(worker("one", prefill=1e5, decode=1e3), first), (worker("two", prefill=1e5, decode=1e3), second)],
            retry=Retry(attempts=12, first=0.01, longest=0.05),
            call_seconds=0.25,
            at_once=20,
        )
        return await outcomes(dispatcher, [_job(number) for number in range(_QUESTIONS)]), one.met + two.met


def test_faulty_servers_lose_no_question() -> None:
    found, met = asyncio.run(asyncio.wait_for(_answered(3), 60))
    assert set(met) == set(FAULTS)
    assert Counter(outcome.state for outcome in found) == {State.FINISHED: _QUESTIONS}
    for outcome in found:
        assert outcome.answer == [[int(outcome.question), at] for at in (0, 1, 2)]
    assert sum(outcome.usage.calls for outcome in found) > 3 * _QUESTIONS
