"""Has a model draft queries for a question, and put right what is wrong with them."""

from collections.abc import Callable, Sequence
from typing import Self

from msgspec import Struct, field

from ..database import Database
from ..language_model.chat import ChatFailed, Message
from ..language_model.spending import Spending
from ..pipeline import Attempt, Candidate
from ..question import Question
from ..settings import Settings
from ..stages import Stage
from .prompting import CORRECTION, opening, prompts_version, render
from .schema_text import schema_text
from .shown_schema import Shown, shown_schema
from .sql_extraction import extracted_sql

Chooser = Callable[[Question, str, int], Shown]
_CAUTION = 2  # how much more a text may take than is estimated


class SchemaText(Struct, frozen=True):
    """A schema as a model reads it, empty where not even a column fits, and a note on what was left out."""

    text: str
    note: str = ""


class Manner(Struct, frozen=True):
    """How models are asked: the most tokens for the schema and for an answer, and whether they see values.

    `chooser` chooses the tables and columns that are shown, for a question, a dialect and so many tokens.
    """

    schema_tokens: int = 6000
    answer_tokens: int = 1024
    with_samples: bool = True
    chooser: Chooser = shown_schema

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return how models are asked by what people set."""
        return cls(schema_tokens=settings.schema_tokens, with_samples=settings.with_samples)

    @property
    def settings(self) -> str:
        """What answers depend on: how a model is asked, and the version of the prompts."""
        return f"{self.schema_tokens} {self.answer_tokens} {self.with_samples} {prompts_version()}"

    def schema_text(self, question: Question, dialect: str, limit: int) -> SchemaText:
        """Return what a model is shown of a schema, in so many tokens."""
        shown = self.chooser(question, dialect, limit)
        return SchemaText(schema_text(shown.schema, dialect, limit, with_samples=self.with_samples), shown.note)


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
    shown: dict[int, SchemaText] = field(default_factory=dict[int, SchemaText])

    def draft(self, style: str, temperature: float = 0.0) -> Draft | None:
        """Return a query, asked for in one of the styles of `prompting`; None where nothing more can be asked."""
        opening = self._opening(style)
        return self._drafted(opening, opening, temperature, Stage.DRAFTING)

    def correct(self, draft: Draft, problems: Sequence[str]) -> Draft | None:
        """Return a query in place of one that has problems; None where nothing more can be asked."""
        said = f"```sql\n{draft.sql}\n```" if draft.sql else "I have no query."
        asked = Message("user", render(CORRECTION, problems=problems))
        return self._drafted((*draft.opening, Message("assistant", said), asked), draft.opening, 0.0, Stage.CORRECTION)

    def attempt(self, candidates: Sequence[Candidate], notes: Sequence[str] = ()) -> Attempt:
        """Return candidates with what they took; raises ChatFailed where there are none as nobody answers."""
        spending = self.spending
        if spending.has_failed and not candidates:
            raise ChatFailed(spending.problem, spending.usage, spending.prospect)
        left_out = dict.fromkeys(shown.note for shown in self.shown.values() if shown.text)
        told = tuple(note for note in dict.fromkeys((*notes, *left_out, spending.problem)) if note)
        return Attempt(tuple(candidates), spending.usage, told, dict(spending.stages.spent))

    def _drafted(
        self, messages: Sequence[Message], opening: tuple[Message, ...], temperature: float, stage: Stage
    ) -> Draft | None:
        completion = self.spending.complete(messages, temperature, self.manner.answer_tokens, stage)
        if completion is None:
            return None
        sql = extracted_sql(completion.text, self.database.dialect, is_cut=completion.is_cut)
        cut = "the answer was cut off before it came to a query; be brief"
        return Draft(sql, opening, "" if sql else cut if completion.is_cut else "the answer holds no query")

    def _opening(self, style: str) -> tuple[Message, ...]:
        """Return the messages that ask for a query, with as much of the schema as there is room for."""
        room = self.spending.room(self._messages(style, ""))
        limit = int(min(self.manner.schema_tokens, room / _CAUTION))
        if limit not in self.shown:
            with self.spending.stages.timed(Stage.LINKING):
                self.shown[limit] = self.manner.schema_text(self.question, self.database.dialect, max(limit, 0))
        if not self.shown[limit].text and room >= 0:  # else no schema, however small, would leave enough
            self.spending.problem = self.shown[limit].note
        return self._messages(style, self.shown[limit].text)

    def _messages(self, style: str, schema: str) -> tuple[Message, ...]:
        return opening(style, self.question, self.database.dialect, schema)
