"""The offline tier: no model behind an endpoint, no tokens, the same answer every time."""

from functools import cached_property

from msgspec import Struct

from ..database import Database, Result
from ..language_model.allowance import NO_LIMIT, Allowance
from ..language_model.usage import Usage
from ..offline.answering import Answer, Ground, answer, ground_of
from ..offline.model import Weights, shipped_weights
from ..pipeline import Attempt, Candidate
from ..question import Question
from ..routing.fingerprint import fingerprint
from ..schema.schema import Schema
from ..stages import Stage, Stages

_MOST_GROUNDS = 8


class _Known(Struct):
    schema: Schema
    database: Database
    ground: Ground


class _Watched(Struct, frozen=True):
    """A database whose queries are candidates: the time that they take is for verifying them."""

    database: Database
    stages: Stages

    @property
    def dialect(self) -> str:
        return self.database.dialect

    def query(self, sql: str, *, seconds: float, row_limit: int) -> Result:
        with self.stages.timed(Stage.VERIFICATION):
            return self.database.query(sql, seconds=seconds, row_limit=row_limit)


class OfflinePipeline:
    """Answers questions with linear models, trees and the values of the database; what it read of those is kept."""

    name = "offline"

    def __init__(self, weights: Weights | None = None) -> None:
        """Take weights, or those that are shipped."""
        self._weights = weights or shipped_weights()
        self._known: list[_Known] = []

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database."""
        return f"{self.name} {self._version}"

    @cached_property
    def _version(self) -> str:
        return fingerprint(self._weights)

    def attempt(self, question: Question, database: Database, allowance: Allowance = NO_LIMIT) -> Attempt:
        """Return the candidates that the database could run, the most trusted first; none where it ran none."""
        stages = Stages()
        with stages.timed(Stage.LINKING):
            ground = self._ground(question.schema, database)
        text = f"{question.text} {question.evidence}".strip()
        with stages.timed(Stage.DRAFTING):
            answers = answer(text, ground, self._weights, _Watched(database, stages))
        stages.add(Stage.DRAFTING, Usage() - stages.spent.get(Stage.VERIFICATION, Usage()))  # which went on meanwhile
        candidates = tuple(Candidate(one.sql, one.confidence, one.result) for one in answers)
        return Attempt(candidates, stages.total, _notes(answers), stages.spent)

    def _ground(self, schema: Schema, database: Database) -> Ground:
        for known in self._known:
            if known.schema is schema and known.database is database:
                return known.ground
        ground = ground_of(schema, database)
        self._known = [*self._known[1 - _MOST_GROUNDS :], _Known(schema, database, ground)]
        return ground


def _notes(answers: list[Answer]) -> tuple[str, ...]:
    if not answers:
        return ("no shape of query that is known fits the question",)
    best = answers[0]
    agreeing = sum(one.key == best.key for one in answers)
    return (
        f"{len(answers)} candidates ran; {agreeing} of them gave this result",
        "shape: " + "; ".join(part for part in best.shape if part),
    )
