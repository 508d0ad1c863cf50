"""The contract of a pipeline: what turns a question into SQL, at a price."""

from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec import Struct, field

from .database import Database, Result
from .language_model.allowance import NO_LIMIT, Allowance
from .language_model.usage import Usage
from .question import Question
from .settings import Settings
from .stages import Stage


class Candidate(Struct, frozen=True):
    """A possible answer. `confidence` is the calibrated probability that it is right, None where nobody knows.

    `result` is what it gave where it was run, `error` why it could not be, in the database's words.
    """

    sql: str
    confidence: float | None = None
    result: Result | None = None
    error: str = ""


class Attempt(Struct, frozen=True):
    """What a pipeline came up with: candidates, best first (none where it gives up), the price, and what to tell.

    `stages` share `usage` out to what it was for; without them, all of it was for drafting.
    """

    candidates: tuple[Candidate, ...]
    usage: Usage = Usage()
    notes: tuple[str, ...] = ()
    stages: Mapping[Stage, Usage] = field(default_factory=dict[Stage, Usage])

    @property
    def best(self) -> Candidate | None:
        """The first candidate."""
        return self.candidates[0] if self.candidates else None


class Pipeline(Protocol):
    """A way to answer questions. `name` is what people type; tiers are tried in the order of `PIPELINES`."""

    @property
    def name(self) -> str: ...

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database: its model, prompts and limits; nothing secret."""
        ...

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        """Return candidates for a question; raises ChatFailed where a model is needed and gives no answer.

        `allowance` is the most that it may take over all calls.
        """
        ...


class PipelineKind(Struct, frozen=True):
    """What people call a pipeline, and what makes it from what they set.

    `make` raises NoModel and UnusableEndpoint where the pipeline asks a model that is not set, or not rightly. `calls`
    are the styles of prompts that an attempt sends, each with how often that is to be expected; none where it asks no
    model.
    """

    name: str
    make: Callable[[Settings], Pipeline]
    calls: tuple[tuple[str, float], ...] = ()
