"""A worker in a simulation: it reads prompts one at a time, and writes all answers underway in step.

This is the engine of HEXGEN-TEXT2SQL's simulator (arXiv 2505.05286): reading a prompt goes first and halts the
writing, and a step of writing takes as long for many answers as for one. Memory is taken to suffice for a batch.
"""

from heapq import heappop, heappush
from math import ceil, inf

from msgspec import Struct, field

from .load import Load
from .policy import Pending
from .work import Work


class SimulatedCall(Struct):
    """A call on its way through a simulation. `question` numbers it, `work` is what it really asks."""

    question: int
    work: Work
    pending: Pending
    worker: str = ""
    started: float = 0.0
    finished: float = 0.0


class SimulatedWorker(Struct):
    """A worker's queue and what it is at. Answers underway end at a step, counted from the start of the simulation."""

    load: Load
    queue: list[tuple[float, int, SimulatedCall]] = field(default_factory=list[tuple[float, int, SimulatedCall]])
    running: list[tuple[int, int, SimulatedCall]] = field(default_factory=list[tuple[int, int, SimulatedCall]])
    reading: SimulatedCall | None = None
    since: float = 0.0  # when the prompt that is read is done, or else when step number `steps` was
    steps: int = 0
    number: int = 0

    def enqueue(self, call: SimulatedCall, rank: float) -> None:
        """Take a call into the queue."""
        self.number += 1
        self.load.give(call.pending.work)
        call.worker = self.load.worker.name
        heappush(self.queue, (rank, self.number, call))

    def next_event(self, now: float) -> float:
        """Return when something will happen here if no call comes; infinity where nothing will."""
        if self.reading:
            return self.since
        done = self._time_of(self.running[0][0]) if self.running else inf
        if not self.queue or not self._has_room:
            return done
        return min(done, self._next_step(self.load.limit.opens(now, self.queue[0][2].work.tokens)))

    def act(self, now: float) -> list[SimulatedCall]:
        """Do what is due now and return the calls that are done; `now` is a time that `next_event` gave."""
        done = self._write(now)
        self._read(now)
        return done

    @property
    def _has_room(self) -> bool:
        return len(self.running) < self.load.worker.batch

    def _time_of(self, step: int) -> float:
        return self.since + (step - self.steps) / self.load.worker.decode

    def _next_step(self, time: float) -> float:
        """Return when the first step that is not before a time is done: what is underway is not cut short."""
        if not self.running or time <= self.since:
            return time
        return self._time_of(self.steps + ceil((time - self.since) * self.load.worker.decode))

    def _write(self, now: float) -> list[SimulatedCall]:
        """Bring the answers underway up to now, with the one whose prompt is read, and return those that are done."""
        if self.reading:
            self.number += 1
            heappush(self.running, (self.steps + self.reading.work.output_tokens, self.number, self.reading))
            self.reading = None
        else:
            self.steps += round((now - self.since) * self.load.worker.decode)
        self.since = now
        done: list[SimulatedCall] = []
        while self.running and self.running[0][0] <= self.steps:
            done.append(heappop(self.running)[2])
        for call in done:
            call.finished = now
            self.load.finish(call.pending.work)
        return done

    def _read(self, now: float) -> None:
        """Begin with the next prompt, if there is one and limits allow."""
        if not self.queue or not self._has_room:
            return
        call = self.queue[0][2]
        if self.load.limit.opens(now, call.work.tokens) > now:
            return
        heappop(self.queue)
        self.load.limit.take(now, call.work.tokens)
        self.load.start(call.pending.work)
        call.started, self.reading = now, call
        self.since = now + call.work.input_tokens / self.load.worker.prefill
