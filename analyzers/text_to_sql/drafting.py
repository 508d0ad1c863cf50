"""Has a model draft queries for a question, and put right what is wrong with them."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from .database import Database
from .generation.sql_extraction import extracted_sql
from .language_model.chat import ChatFailed, Message
from .language_model.spending import Spending
from .pipeline import Attempt, Candidate
from .prompting import CORRECTION, SYSTEM, render
from .question import Question
from .schema.schema import Schema
from .schema_text import schema_text

Pruner = Callable[[Question, int], Schema]
_CAUTION = 2  # how much more a text may take than is estimated


def whole_schema(question: Question, tokens: int) -> Schema:
    """Return all tables that a question may be about, however many tokens they take."""
    return question.schema


class Manner(Struct, frozen=True):
    """How models are asked: the most tokens for the schema and for an answer, and whether they see values.

    `pruner` chooses the tables and columns that are shown, for a question and so many tokens.
    """

    schema_tokens: int = 6000
    answer_tokens: int = 1024
    with_samples: bool = True
    pruner: Pruner = whole_schema


USUAL_MANNER = Manner()


class Draft(Struct, frozen=True):
    """A query that a model drafted, and the messages that asked for it.

    It is empty where the answer held none, and `problem` says why.
    """

    sql: str
    opening: tuple[Message, ...]
    problem: str = ""


class Drafting(Struct):
    """One question to one model; every call is paid from `spending`."""

    spending: Spending
    question: Question
    database: Database
    manner: Manner = USUAL_MANNER

    def draft(self, style: str, temperature: float = 0.0) -> Draft | None:
        """Return a query, asked for in one of the styles of `prompting`; None where nothing more can be asked."""
        opening = self._opening(style)
        return self._drafted(opening, opening, temperature)

    def correct(self, draft: Draft, problems: Sequence[str]) -> Draft | None:
        """Return a query in place of one that has problems; None where nothing more can be asked."""
        said = f"```sql\n{draft.sql}\n```" if draft.sql else "I have no query."
        asked = Message("user", render(CORRECTION, problems=problems))
        return self._drafted((*draft.opening, Message("assistant", said), asked), draft.opening, 0.0)

    def attempt(self, candidates: Sequence[Candidate], notes: Sequence[str] = ()) -> Attempt:
        """Return candidates with what they took; raises ChatFailed where there are none as nobody answers."""
        spending = self.spending
        if spending.has_failed and not candidates:
            raise ChatFailed(spending.problem, spending.usage)
        told = (*notes, *((spending.problem,) if spending.problem else ()))
        return Attempt(tuple(candidates), spending.usage, told)

    def _drafted(self, messages: Sequence[Message], opening: tuple[Message, ...], temperature: float) -> Draft | None:
        completion = self.spending.complete(messages, temperature, self.manner.answer_tokens)
        if completion is None:
            return None
        sql = extracted_sql(completion.text, self.database.dialect, is_cut=completion.is_cut)
        cut = "the answer was cut off before it came to a query; be brief"
        return Draft(sql, opening, "" if sql else cut if completion.is_cut else "the answer holds no query")

    def _opening(self, style: str) -> tuple[Message, ...]:
        """Return the messages that ask for a query, with as much of the schema as there is room for."""
        room = self.spending.room(self._messages(style, ""))
        limit = self.manner.schema_tokens if room is None else min(self.manner.schema_tokens, room // _CAUTION)
        schema = self.manner.pruner(self.question, limit)
        text = schema_text(schema, self.database.dialect, limit, with_samples=self.manner.with_samples)
        if not text.startswith("CREATE"):
            self.spending.problem = f"{max(limit, 0):,} tokens for the schema are too few for a single table"
        return self._messages(style, text)

    def _messages(self, style: str, schema: str) -> tuple[Message, ...]:
        asked = self.question
        text = render(style, schema=schema, question=asked.text, evidence=asked.evidence)
        system = render(SYSTEM, dialect=self.database.dialect or "standard SQL")
        return (Message("system", system), Message("user", text))
