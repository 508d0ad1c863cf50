"""What was found out about one question: how right each system was, and what its answer took."""

from msgspec import Struct


class Judged(Struct, frozen=True, omit_defaults=True):
    """An answer: on `agreed` of `of` databases it gives what the gold SQL does; why it gives nothing, in `problem`.

    `kind` is the first system that gives the same result everywhere, None where there is no result; `confidence` is
    the system's own; tokens and cost are None where nobody knows them.
    """

    agreed: int = 0
    of: int = 0
    kind: int | None = None
    tokens: float | None = None
    cost: float | None = None
    confidence: float | None = None
    problem: str = ""

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
