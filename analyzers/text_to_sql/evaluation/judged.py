"""What was found out about one question: how right each system was, and what its answer took."""

from msgspec import Struct, field

from ..routing.policy import Action
from ..stages import Stage


class Spent(Struct, frozen=True, omit_defaults=True):
    """What a stage took; its time is not told, which is another one in each run."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0


class JudgedStep(Struct, frozen=True, omit_defaults=True):
    """A pipeline that was asked, what was decided on its answer, and what each stage took.

    Nothing is decided where a pipeline is the whole system.
    """

    pipeline: str
    decision: Action | None = None
    stages: dict[Stage, Spent] = field(default_factory=dict[Stage, Spent])


class Judged(Struct, frozen=True, omit_defaults=True):
    """An answer: on `agreed` of `of` databases it gives what the gold SQL does; why it gives nothing, in `problem`.

    `kind` is the first system that gives the same result everywhere, None where there is no result; `confidence` is
    the system's own; tokens and cost are None where nobody knows them. `steps` led to the answer of one of ours.
    """

    agreed: int = 0
    of: int = 0
    kind: int | None = None
    tokens: float | None = None
    cost: float | None = None
    confidence: float | None = None
    problem: str = ""
    steps: tuple[JudgedStep, ...] = ()

    @property
    def is_right(self) -> bool:
        """Say whether it gives what the gold SQL does, wherever it was run."""
        return 0 < self.of == self.agreed


class JudgedQuestion(Struct, frozen=True, omit_defaults=True):
    """A question with the answers of all systems, in their order; `problem` says why nothing can be compared with.

    `hardness` is that of the gold SQL, empty where it has none; `expected` is the probability, before anybody
    answered, that the question is a hard one.
    """

    number: int
    database: str
    hardness: str = ""
    expected: float = 0.0
    answers: tuple[Judged, ...] = ()
    problem: str = ""
