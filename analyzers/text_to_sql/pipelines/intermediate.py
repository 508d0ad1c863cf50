"""Divides the question, and puts the query right with what the database says of it."""

from typing import Self

from msgspec import Struct

from ..database import Database
from ..generation.correction import candidates_of, corrected, try_out
from ..generation.drafting import USUAL_MANNER, Drafting, Manner
from ..generation.prompting import CORRECTION, DIVIDE_AND_CONQUER
from ..language_model.chat import Chat
from ..language_model.spending import Spending
from ..pipeline import Attempt
from ..question import Question
from ..settings import Settings
from ..verification.verify import USUAL_LIMITS, Limits


class Intermediate(Struct, frozen=True):
    """Asks for smaller questions and their parts of the query first; corrects it in at most so many `rounds`."""

    name = "intermediate"
    calls = ((DIVIDE_AND_CONQUER, 1.0), (CORRECTION, 0.3))

    chat: Chat
    manner: Manner = USUAL_MANNER
    rounds: int = 3
    limits: Limits = USUAL_LIMITS

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the pipeline that asks the model which is set for it; raises NoModel and UnusableEndpoint."""
        return cls(settings.chat(cls.name), Manner.of(settings))

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database."""
        return f"{self.name} {self.chat.model} {self.manner.settings} {self.rounds}"

    def attempt(self, question: Question, database: Database, allowance: int | None = None) -> Attempt:
        """Return the queries of all rounds, the soundest first; raises ChatFailed where the model gives no answer."""
        drafting = Drafting(Spending(self.chat, allowance), question, database, self.manner)
        draft = drafting.draft(DIVIDE_AND_CONQUER)
        if draft is None:
            return drafting.attempt(())
        tried = corrected(try_out(draft, question, database, self.limits), drafting, self.rounds, self.limits)
        note = f"{len(tried) - 1} corrections" if len(tried) != 2 else "1 correction"
        return drafting.attempt(candidates_of(tried), (note,))
