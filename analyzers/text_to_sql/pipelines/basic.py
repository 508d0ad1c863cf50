"""One question, one call: the model sees the schema and writes a query."""

from typing import Self

from msgspec import Struct

from ..database import Database
from ..generation.drafting import USUAL_MANNER, Drafting, Manner
from ..generation.prompting import ZERO_SHOT
from ..language_model.chat import Chat
from ..language_model.spending import Spending
from ..pipeline import Attempt, Candidate
from ..question import Question
from ..settings import Settings


class Basic(Struct, frozen=True):
    """Asks once, without examples and without looking at what the query gives."""

    name = "basic"
    calls = ((ZERO_SHOT, 1.0),)

    chat: Chat
    manner: Manner = USUAL_MANNER

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the pipeline that asks the model which is set for it; raises NoModel and UnusableEndpoint."""
        return cls(settings.chat(cls.name), Manner.of(settings))

    @property
    def settings(self) -> str:
        """What its answers depend on besides question and database."""
        return f"{self.name} {self.chat.model} {self.manner.settings}"

    def attempt(self, question: Question, database: Database, allowance: int | None = None) -> Attempt:
        """Return the model's query; raises ChatFailed where it gives no answer."""
        drafting = Drafting(Spending(self.chat, allowance), question, database, self.manner)
        draft = drafting.draft(ZERO_SHOT)
        if draft is None:
            return drafting.attempt(())
        found = (Candidate(draft.sql),) if draft.sql else ()
        return drafting.attempt(found, (draft.problem,) if draft.problem else ())
