"""Answers many questions at once, by threads whose calls to models a dispatcher shares out over all endpoints."""

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial

from msgspec import Struct

from ..analyzers.text_to_sql.routing.answer import Answer
from ..analyzers.text_to_sql.routing.budget import Budget
from ..analyzers.text_to_sql.scheduling.account import OverBudget
from ..analyzers.text_to_sql.scheduling.chat_calls import Chats, in_thread
from ..analyzers.text_to_sql.scheduling.dispatched_settings import DispatchedSettings, endpoints_of
from ..analyzers.text_to_sql.scheduling.dispatcher import Dispatcher, Job
from ..analyzers.text_to_sql.scheduling.follow_ups import FollowUps
from ..analyzers.text_to_sql.scheduling.lane import Lane
from ..analyzers.text_to_sql.scheduling.outcome import Outcome, State
from ..analyzers.text_to_sql.scheduling.retry import Retry
from ..analyzers.text_to_sql.settings import Settings
from .asking import Wish, asker
from .open_databases import OpenDatabases

_GRACE = 5.0  # seconds that an endpoint's own limit of time has, before a call is given up


class Terms(Struct, frozen=True):
    """How many questions are underway, when each should be done, and the limits of each and of all together."""

    at_once: int = 8
    deadline: float = 300.0
    budget: Budget = Budget()


class Asked(Struct, frozen=True):
    """A wish for an answer to one question, by its id."""

    id: str
    wish: Wish


class Routed(Struct, frozen=True):
    """What the router came to. `failure` is why a model gave no answer; it `is_over` where the run had spent all."""

    answer: Answer
    failure: str = ""
    is_over: bool = False


async def answer_all(
    asked: Sequence[Asked],
    settings: Settings,
    terms: Terms,
    keep: Callable[[Outcome], None],
    note: Callable[[str], None],
) -> Sequence[Lane]:
    """Answer questions, and return the endpoints with what became of them.

    `keep` is given each outcome as soon as it is there, those of questions that were cut off at last: the answer of an
    outcome that is finished is a Routed. `note` is told of endpoints that fail. Raises UnusableEndpoint.
    """
    kept = set[str]()

    def keep_once(outcome: Outcome) -> None:
        if outcome.question not in kept:
            kept.add(outcome.question)
            keep(outcome)

    with _threads(terms.at_once) as calls, _threads(terms.at_once) as questions, closing(OpenDatabases()) as databases:
        learnt = FollowUps()
        routed = partial(_routed, settings, databases)
        jobs = [Job(one.id, in_thread(partial(routed, one.wish), questions, learnt)) for one in asked]
        dispatcher = _dispatcher(asked[0].wish, settings, terms, calls, note)
        ended: Sequence[Outcome] = ()
        try:
            async with dispatcher.run(jobs) as run:
                ended = run.ended
                async for outcome in run:
                    keep_once(outcome)
                return run.terms.lanes
        finally:
            for outcome in ended:  # also those that ended while the run was left
                keep_once(outcome)


def _dispatcher(
    wish: Wish, settings: Settings, terms: Terms, calls: Executor, note: Callable[[str], None]
) -> Dispatcher:
    return Dispatcher(
        () if wish.offline else endpoints_of(settings, calls),
        retry=Retry(attempts=settings.retries + 1),
        budget=terms.budget,
        slo=terms.deadline,
        at_once=terms.at_once,
        call_seconds=settings.seconds + _GRACE,
        note=note,
    )


def _routed(settings: Settings, databases: OpenDatabases, wish: Wish, chats: Chats) -> Routed:
    """Return what the router comes to, in a thread of its own."""
    with asker(wish, DispatchedSettings.of(settings, chats), databases) as ask:
        answer = ask(wish.question, wish.evidence)
    over = [problem for problem in chats.problems if isinstance(problem, OverBudget) and problem.is_of_run]
    failures = [str(problem) for problem in chats.problems if not isinstance(problem, OverBudget)]
    if over and (answer.chosen is None or answer.steps[-1].failure):  # or it would be settled for a doubtful answer
        return Routed(answer, str(over[0]), is_over=True)
    return Routed(answer, failures[-1] if failures and answer.chosen is None else "")


@contextmanager
def _threads(count: int) -> Generator[Executor]:
    """Yield threads that nobody waits for in the end: a call that was cut off may take a while to notice."""
    threads = ThreadPoolExecutor(count)
    try:
        yield threads
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def is_left(outcome: Outcome) -> bool:
    """Say whether a question is still to be answered: it was cut off, or the run had no more to spend."""
    is_over = isinstance(outcome.answer, Routed) and outcome.answer.is_over
    return is_over or outcome.state in (State.CANCELLED, State.OVER_BUDGET)
