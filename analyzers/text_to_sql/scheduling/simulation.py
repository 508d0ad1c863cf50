"""Simulates how questions of a trace go through workers under a policy, event by event."""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from random import Random

from msgspec import Struct, field

from ....diagnostics import WeftError
from .deadlines import stage_deadline
from .expectations import Expectations, expectations_of
from .load import Load
from .policy import Pending, Policy
from .simulated_worker import SimulatedCall, SimulatedWorker
from .trace import TracedCall, TracedQuestion
from .work import Work
from .worker import Worker, mean_seconds


class NoWorkerFits(WeftError, ValueError):
    """A call has more tokens than any worker may take in a minute."""


class Simulated(Struct, frozen=True):
    """What happened: when each question came and was done, in the order of the trace, and all calls as they ended."""

    came: tuple[float, ...]
    done: tuple[float, ...]
    calls: tuple[SimulatedCall, ...]

    @property
    def latencies(self) -> tuple[float, ...]:
        """The seconds that each question took."""
        return tuple(done - came for came, done in zip(self.came, self.done, strict=True))


def poisson_arrivals(questions: int, rate: float, seed: int) -> tuple[float, ...]:
    """Return when each question of a trace comes: `rate` in a second on average, in an order drawn at random."""
    random = Random(seed)
    order = random.sample(range(questions), questions)
    times, now = [0.0] * questions, 0.0
    for question in order:
        now += random.expovariate(rate)
        times[question] = now
    return tuple(times)


def simulate(
    trace: Sequence[TracedQuestion], workers: Sequence[Worker], policy: Policy, arrivals: Sequence[float], slo: float
) -> Simulated:
    """Return what happens to questions that come at `arrivals` and should be done within `slo` seconds each.

    The policy is told lengths of prompts, but of answers and later stages only what is usual in the trace. Raises
    NoWorkerFits.
    """
    simulated = [SimulatedWorker(Load.of(worker)) for worker in workers]
    return _Simulation(trace, simulated, policy, arrivals, slo, expectations_of(trace)).run()


class _Simulation(Struct):
    """A simulation underway. Events are a time, a number that orders equal times, and a worker, or ~question."""

    trace: Sequence[TracedQuestion]
    workers: Sequence[SimulatedWorker]
    policy: Policy
    arrivals: Sequence[float]
    slo: float
    expectations: Expectations
    events: list[tuple[float, int, int]] = field(default_factory=list[tuple[float, int, int]])
    number: int = 0
    wakes: dict[int, float] = field(default_factory=dict[int, float])  # when each worker is to act next
    stages: dict[int, int] = field(default_factory=dict[int, int])  # the stage that each question is at
    open_calls: dict[int, int] = field(default_factory=dict[int, int])
    done: dict[int, float] = field(default_factory=dict[int, float])
    ended: list[SimulatedCall] = field(default_factory=list[SimulatedCall])

    def run(self) -> Simulated:
        """Let one event follow the other until all questions are done."""
        self.events = [(time, question, ~question) for question, time in enumerate(self.arrivals)]
        self.number = len(self.events)
        heapify(self.events)
        while self.events:
            now, _, who = heappop(self.events)
            if who < 0:
                self._begin(~who, 0, now)
            elif self.wakes.get(who) == now:
                self._act(who, now)
        done = tuple(self.done[question] for question in range(len(self.trace)))
        return Simulated(tuple(self.arrivals), done, tuple(self.ended))

    def _act(self, at: int, now: float) -> None:
        del self.wakes[at]
        finished = self.workers[at].act(now)
        self._wake(at, now)
        for call in finished:
            self.ended.append(call)
            self._end_call(call.question, now)

    def _end_call(self, question: int, now: float) -> None:
        self.open_calls[question] -= 1
        if not self.open_calls[question]:
            self._begin(question, self.stages[question] + 1, now)

    def _begin(self, question: int, stage: int, now: float) -> None:
        """Send out all calls of a stage; a question without another one is done."""
        stages = self.trace[question].stages
        if stage == len(stages):
            self.done[question] = now
            return
        self.stages[question], self.open_calls[question] = stage, len(stages[stage])
        for call in stages[stage]:
            self._send(SimulatedCall(question, call.work, self._pending(question, call, now)), now)

    def _pending(self, question: int, call: TracedCall, now: float) -> Pending:
        work, start = self.expectations.work(call), self.arrivals[question]
        deadline = stage_deadline(
            now, start, self.slo, self._seconds(work), self._seconds(self.expectations.later[call.step])
        )
        return Pending(work, start, now, deadline)

    def _seconds(self, work: Work) -> float:
        return mean_seconds([worker.load.worker for worker in self.workers], work)

    def _send(self, call: SimulatedCall, now: float) -> None:
        loads = [worker.load for worker in self.workers if worker.load.worker.can_take(call.work)]
        if not loads:
            raise NoWorkerFits(
                f"question {self.trace[call.question].query!r} makes a call of {call.work.tokens:,} tokens, and no"
                " worker may take as many in a minute: raise a worker's tpm"
            )
        chosen = self.policy.choose(call.pending, loads)
        at = next(at for at, worker in enumerate(self.workers) if worker.load is chosen)
        self.workers[at].enqueue(call, self.policy.rank(call.pending, chosen.worker))
        self._wake(at, now)

    def _wake(self, at: int, now: float) -> None:
        """Have a worker act when something happens there next; what it was to act at before is forgotten."""
        time = self.workers[at].next_event(now)
        if time != self.wakes.get(at) and time != float("inf"):
            self.number += 1
            heappush(self.events, (time, self.number, at))
        self.wakes[at] = time
