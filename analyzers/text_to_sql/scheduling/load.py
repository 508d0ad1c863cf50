"""What a worker has to do at the moment, as policies see it."""

from msgspec import Struct

from .rate_limit import RateLimit
from .work import Work
from .worker import Worker


class Load(Struct):
    """A worker with what it was given and has not done yet, and with all that it ever was given.

    `waiting` of the calls have not begun. `slowness` is how many times longer it takes than its rates say, as far as
    that is known; it begins nothing before `closed_until`.
    """

    worker: Worker
    limit: RateLimit
    outstanding: Work = Work()
    assigned: Work = Work()
    waiting: int = 0
    waiting_tokens: int = 0
    slowness: float = 1.0
    closed_until: float = 0.0

    @classmethod
    def of(cls, worker: Worker) -> "Load":
        """Return a worker that has nothing to do."""
        return cls(worker, RateLimit(worker.rpm, worker.tpm))

    def give(self, work: Work) -> None:
        """Count a call that the worker was given."""
        self.outstanding += work
        self.assigned += work
        self.waiting += 1
        self.waiting_tokens += work.tokens

    def start(self, work: Work) -> None:
        """Count a call that begins."""
        self.waiting -= 1
        self.waiting_tokens -= work.tokens

    def finish(self, work: Work) -> None:
        """Count a call that began and has ended."""
        self.outstanding -= work

    def completion(self, work: Work, now: float) -> float:
        """Return in how many seconds one more call would be done, after all that is outstanding.

        Prompts are read one after the other; answers are written together, as many as make a batch.
        """
        prompts = self.outstanding.input_tokens / self.worker.prefill
        answers = self.outstanding.output_tokens / self.worker.decode / self.worker.batch
        service = self.slowness * (prompts + answers + self.worker.seconds(work))
        delay = self.limit.delay(now, self.waiting + 1, self.waiting_tokens + work.tokens)
        return service + max(delay, self.closed_until - now)
